package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ifmatch.observe.Round;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RaceOracle.Glance;
import org.junit.jupiter.api.Test;

/** Each oracle of races by records made by hand: one that passes, one that breaks, one that settles nothing. */
class RaceOraclesTest {

    private static Glance glance(RaceOracle oracle, ARound... rounds) {
        RaceOracle.Watch watch = oracle.watch(null);
        Glance last = Glance.BESIDE;
        for (ARound each : rounds) {
            last = watch.see(each.round());
        }
        return last;
    }

    private static void passes(RaceOracle oracle, ARound... rounds) {
        Glance glance = glance(oracle, rounds);
        assertThat(glance.contradiction()).isEmpty();
        assertThat(glance.occasions()).isPositive();
    }

    private static void isBeside(RaceOracle oracle, ARound... rounds) {
        Glance glance = glance(oracle, rounds);
        assertThat(glance.contradiction()).isEmpty();
        assertThat(glance.occasions()).isZero();
    }

    private static Contradiction breaks(RaceOracle oracle, ARound... rounds) {
        Optional<Contradiction> found = glance(oracle, rounds).contradiction();
        assertThat(found).isPresent();
        assertThat(found.get().sentences()).isNotEmpty();
        assertThat(found.get().calls()).isNotEmpty();
        return found.get();
    }

    private static ARound note() {
        return ARound.on("\"e0\"", "v0");
    }

    // One tag, several writers.

    @Test
    void one_winner_of_many_is_as_it_should_be() {
        passes(
                WriterOracles.SINGLE_WINNER,
                note().put("\"e0\"", 204, "\"e1\"", "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e1\"", "a"));
    }

    @Test
    void two_winners_of_one_tag_contradict_each_other_and_the_lost_one_is_named() {
        Contradiction found = breaks(
                WriterOracles.SINGLE_WINNER,
                note().put("\"e0\"", 204, "\"e1\"", "a")
                        .put("\"e0\"", 204, "\"e2\"", "b")
                        .look("\"e2\"", "b"));

        assertThat(found.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(found.impossible()).contains(1);
        assertThat(found.sentences())
                .containsExactly(
                        "A's PUT If-Match \"e0\" was answered 204 with ETag \"e1\".",
                        "B's PUT If-Match \"e0\" was answered 204 with ETag \"e2\", though it named the same tag \"e0\".",
                        "Whichever was performed first replaced the state that \"e0\" named, so the condition of the other"
                                + " was false when it was performed.",
                        "GET shows what B wrote; what A was told is done is lost.");
    }

    @Test
    void two_winners_whose_tag_stood_still_are_no_race() {
        ARound keeps = note().put("\"e0\"", 204, "\"e0\"", "a")
                .put("\"e0\"", 204, "\"e0\"", "b")
                .look("\"e0\"", "b");
        passes(WriterOracles.SINGLE_WINNER, keeps);
        passes(
                WriterOracles.SINGLE_WINNER,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 204, null, "b")
                        .look("\"e0\"", "b"));
    }

    @Test
    void an_answer_that_only_promises_makes_no_winner() {
        passes(
                WriterOracles.SINGLE_WINNER,
                note().put("\"e0\"", 202, null, "a")
                        .put("\"e0\"", 204, "\"e1\"", "b")
                        .look("\"e1\"", "b"));
    }

    @Test
    void writers_who_name_different_tags_or_none_are_no_occasion() {
        isBeside(
                WriterOracles.SINGLE_WINNER,
                note().put(null, 204, "\"e1\"", "a")
                        .put(null, 204, "\"e2\"", "b")
                        .look("\"e2\"", "b"));
        isBeside(
                WriterOracles.SINGLE_WINNER,
                note().put("*", 204, "\"e1\"", "a").put("*", 204, "\"e2\"", "b").look("\"e2\"", "b"));
    }

    @Test
    void the_last_state_is_the_winners() {
        passes(
                WriterOracles.WINNER_CONTENT,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e1\"", "a"));
        breaks(
                WriterOracles.WINNER_CONTENT,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e2\"", "b"));
        breaks(
                WriterOracles.WINNER_CONTENT,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e0\"", "v0"));
    }

    @Test
    void an_unknown_outcome_may_have_come_after_the_winner() {
        isBeside(
                WriterOracles.WINNER_CONTENT,
                note().put("\"e0\"", 204, null, "a").put(null, 0, null, "b").look("\"e2\"", "b"));
        isBeside(
                WriterOracles.WINNER_CONTENT,
                note().put("\"e0\"", 204, null, "a").put(null, 503, null, "b").look("\"e2\"", "b"));
    }

    @Test
    void a_refused_write_that_shows_was_performed() {
        Contradiction found = breaks(
                WriterOracles.REFUSED_NEVER_SHOWS,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e1\"", "a")
                        .look("\"e2\"", "b"));
        assertThat(found.misdeed()).isEqualTo(Misdeed.REFUSED_YET_PERFORMED);
        passes(
                WriterOracles.REFUSED_NEVER_SHOWS,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 409, null, "b")
                        .look("\"e1\"", "a"));
    }

    @Test
    void a_412_is_a_lie_where_the_tag_was_current_all_the_time() {
        breaks(
                WriterOracles.TRUTHFUL_412,
                note().put("\"e0\"", 412, null, "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e0\"", "v0"));
        passes(
                WriterOracles.TRUTHFUL_412,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e1\"", "a"));
    }

    @Test
    void a_412_may_be_true_where_an_outcome_is_unknown_or_the_state_has_changed() {
        isBeside(
                WriterOracles.TRUTHFUL_412,
                note().put("\"e0\"", 412, null, "a")
                        .put("\"e0\"", 500, null, "b")
                        .look("\"e0\"", "v0"));
        isBeside(
                WriterOracles.TRUTHFUL_412, note().put("\"e0\"", 412, null, "a").look("\"e9\"", "v9"));
    }

    @Test
    void nobody_winning_is_told_after_twenty_rounds_and_not_before() {
        RaceOracle.Watch watch = WriterOracles.PROGRESS.watch(null);
        Round busy = bothRefused(409, 423);
        for (int i = 0; i < 19; i++) {
            watch.see(busy);
        }
        assertThat(watch.end()).isEmpty();
        watch.see(busy);
        assertThat(watch.end().map(Contradiction::outcome)).contains(Outcome.WARN);
        Round won = note().put("\"e0\"", 204, null, "a").look("\"e1\"", "a").round();
        for (int i = 0; i < 6; i++) {
            watch.see(won);
        }
        assertThat(watch.end().map(Contradiction::why))
                .contains("in 20 rounds of 26 all writers were refused as busy, and none won");
        watch.see(won);
        assertThat(watch.end()).isEmpty();
    }

    private static Round bothRefused(int one, int other) {
        return note().put("\"e0\"", one, null, "a")
                .put("\"e0\"", other, null, "b")
                .look("\"e0\"", "v0")
                .round();
    }

    @Test
    void who_is_asked_to_come_slower_is_not_refused_as_busy() {
        RaceOracle.Watch watch = WriterOracles.PROGRESS.watch(null);
        Round tooFast = bothRefused(429, 429);
        for (int i = 0; i < 40; i++) {
            assertThat(watch.see(tooFast).occasions()).isZero();
        }
        assertThat(watch.end()).isEmpty();
    }

    @Test
    void a_loser_may_be_told_of_a_conflict_but_not_of_an_error() {
        assertThat(ends(409).map(Contradiction::outcome)).contains(Outcome.NOTE);
        assertThat(ends(423).map(Contradiction::outcome)).contains(Outcome.NOTE);
        assertThat(ends(503).map(Contradiction::outcome)).contains(Outcome.NOTE);
        assertThat(ends(412)).isEmpty();
        assertThat(ends(500).map(Contradiction::outcome)).contains(Outcome.WARN);
    }

    private static Optional<Contradiction> ends(int status) {
        RaceOracle.Watch watch = WriterOracles.LOSER_STATUS.watch(null);
        for (int i = 0; i < 3; i++) {
            watch.see(note().put("\"e0\"", 204, null, "a")
                    .put("\"e0\"", status, null, "b")
                    .look("\"e1\"", "a")
                    .round());
        }
        return watch.end();
    }

    // Deletes, creations, stars.

    @Test
    void a_put_and_a_delete_of_one_tag_are_not_both_performed() {
        breaks(
                ExistenceOracles.PUT_OR_DELETE,
                note().put("\"e0\"", 204, "\"e1\"", "a").delete("\"e0\"", 204).look("\"e1\"", "a"));
        breaks(
                ExistenceOracles.PUT_OR_DELETE,
                note().put("\"e0\"", 204, "\"e1\"", "a").delete("\"e0\"", 204).lookFindsNothing());
        passes(
                ExistenceOracles.PUT_OR_DELETE,
                note().put("\"e0\"", 412, null, "a").delete("\"e0\"", 204).lookFindsNothing());
        passes(
                ExistenceOracles.PUT_OR_DELETE,
                note().put("\"e0\"", 204, null, "a").delete("\"e0\"", 412).look("\"e1\"", "a"));
    }

    @Test
    void several_deletes_may_be_acknowledged_but_one_that_is_must_be_done() {
        passes(
                ExistenceOracles.DELETES,
                note().delete("\"e0\"", 204).delete("\"e0\"", 404).lookFindsNothing());
        breaks(
                ExistenceOracles.DELETES,
                note().delete("\"e0\"", 204).delete("\"e0\"", 404).look("\"e0\"", "v0"));
        RaceOracle.Watch watch = ExistenceOracles.DELETES.watch(null);
        watch.see(note().delete("\"e0\"", 204)
                .delete("\"e0\"", 204)
                .lookFindsNothing()
                .round());
        assertThat(watch.end().map(Contradiction::outcome)).contains(Outcome.NOTE);
    }

    @Test
    void a_delete_for_the_old_does_not_remove_the_new() {
        breaks(
                ExistenceOracles.CREATED_ANEW_STAYS,
                note().delete("\"e0\"", 204)
                        .create(201, "\"e1\"", "n")
                        .delete("\"e0\"", 204)
                        .lookFindsNothing());
        passes(
                ExistenceOracles.CREATED_ANEW_STAYS,
                note().delete("\"e0\"", 204)
                        .create(201, "\"e1\"", "n")
                        .delete("\"e0\"", 412)
                        .look("\"e1\"", "n"));
    }

    @Test
    void a_new_resource_with_the_old_tag_is_another_rules_finding() {
        passes(
                ExistenceOracles.CREATED_ANEW_STAYS,
                note().delete("\"e0\"", 204)
                        .create(201, "\"e0\"", "n")
                        .delete("\"e0\"", 204)
                        .lookFindsNothing());
    }

    @Test
    void one_creation_of_many_is_performed() {
        passes(
                ExistenceOracles.ONE_CREATION,
                ARound.onNothing().create(201, null, "a").create(412, null, "b").look("\"e1\"", "a"));
        breaks(
                ExistenceOracles.ONE_CREATION,
                ARound.onNothing().create(201, null, "a").create(201, null, "b").look("\"e1\"", "b"));
        breaks(
                ExistenceOracles.ONE_CREATION,
                ARound.onNothing().create(201, null, "a").create(412, null, "b").look("\"e1\"", "b"));
        isBeside(
                ExistenceOracles.ONE_CREATION,
                ARound.onNothing().create(409, null, "a").create(500, null, "b").lookFindsNothing());
    }

    @Test
    void a_star_matches_nothing_before_the_creation() {
        breaks(
                ExistenceOracles.STAR_AFTER_CREATION,
                ARound.onNothing()
                        .put("*", 204, null, "a")
                        .put(null, 201, null, "b")
                        .look("\"e1\"", "b"));
        breaks(
                ExistenceOracles.STAR_AFTER_CREATION,
                ARound.onNothing()
                        .put("*", 201, null, "a")
                        .put(null, 409, null, "b")
                        .look("\"e1\"", "a"));
        passes(
                ExistenceOracles.STAR_AFTER_CREATION,
                ARound.onNothing()
                        .put("*", 204, null, "a")
                        .put(null, 201, null, "b")
                        .look("\"e1\"", "a"));
        passes(
                ExistenceOracles.STAR_AFTER_CREATION,
                ARound.onNothing()
                        .put("*", 412, null, "a")
                        .put(null, 201, null, "b")
                        .look("\"e1\"", "b"));
    }

    @Test
    void a_star_brings_nothing_back() {
        breaks(
                ExistenceOracles.NO_RESURRECTION,
                note().put("*", 204, null, "a").delete(null, 204).look("\"e1\"", "a"));
        passes(
                ExistenceOracles.NO_RESURRECTION,
                note().put("*", 204, null, "a").delete(null, 204).lookFindsNothing());
        isBeside(
                ExistenceOracles.NO_RESURRECTION,
                note().put("*", 204, null, "a").delete(null, 409).look("\"e1\"", "a"));
    }

    /** That a refused write shows is told by the rule that is about it. */
    @Test
    void what_was_refused_is_not_taken_for_what_a_star_brought_back() {
        isBeside(
                ExistenceOracles.NO_RESURRECTION,
                note().put("*", 204, null, "a")
                        .put("*", 412, null, "b")
                        .delete(null, 204)
                        .look("\"e1\"", "b"));
    }

    @Test
    void two_winners_are_fine_where_the_unconditional_one_came_last() {
        passes(
                WriterOracles.UNCONDITIONAL_LAST,
                note().put("\"e0\"", 204, "\"e1\"", "a")
                        .put(null, 204, "\"e2\"", "b")
                        .look("\"e2\"", "b"));
        breaks(
                WriterOracles.UNCONDITIONAL_LAST,
                note().put("\"e0\"", 204, "\"e2\"", "a")
                        .put(null, 204, "\"e1\"", "b")
                        .look("\"e2\"", "a"));
    }

    // Patches and reads.

    @Test
    void one_patch_a_tag_is_performed_and_shows() {
        passes(
                ChainOracles.APPENDED,
                note().patch("\"e0\"", 204, "\"e1\"", "a")
                        .patch("\"e0\"", 412, null, "b")
                        .look("\"e1\"", "v0", "a"));
        breaks(
                ChainOracles.APPENDED,
                note().patch("\"e0\"", 204, "\"e1\"", "a")
                        .patch("\"e0\"", 204, "\"e2\"", "b")
                        .look("\"e2\"", "v0", "b"));
        breaks(
                ChainOracles.APPENDED,
                note().patch("\"e0\"", 204, "\"e1\"", "a")
                        .patch("\"e0\"", 412, null, "b")
                        .look("\"e1\"", "v0"));
    }

    @Test
    void half_a_patch_is_seen_by_a_member_that_lags() {
        passes(
                ReadOracles.PATCH_WHOLE,
                note().patch(null, 204, null, "a").read(5, "\"e1\"", "a", "a").look("\"e1\"", "a", "a"));
        breaks(
                ReadOracles.PATCH_WHOLE,
                note().patch(null, 204, null, "a").read(5, "\"e1\"", "a", "v0").look("\"e1\"", "a", "a"));
        breaks(
                ReadOracles.PATCH_WHOLE,
                note().patch(null, 204, null, "a")
                        .patch(null, 204, null, "b")
                        .read(5, "\"e2\"", "b", "a")
                        .look("\"e2\"", "b", "a"));
        isBeside(
                ReadOracles.PATCH_WHOLE,
                note().patch(null, 204, null, "a").read(5, "\"e1\"", "a").look("\"e1\"", "a"));
    }

    @Test
    void a_get_after_the_answer_shows_the_write() {
        passes(
                ReadOracles.READS_OWN_WRITES,
                note().put("\"e0\"", 204, null, "a").look("\"e1\"", "a"));
        breaks(
                ReadOracles.READS_OWN_WRITES,
                note().put("\"e0\"", 204, null, "a").look("\"e0\"", "v0").look("\"e1\"", "a"));
    }

    @Test
    void one_strong_tag_names_one_content_in_all_rounds() {
        ARound first = note().put("\"e0\"", 204, null, "a").look("\"e1\"", "a");
        passes(ReadOracles.TAG_NAMES_ONE_CONTENT, first, note().look("\"e1\"", "a"));
        breaks(ReadOracles.TAG_NAMES_ONE_CONTENT, first, note().look("\"e1\"", "b"));
        isBeside(ReadOracles.TAG_NAMES_ONE_CONTENT, note().look("W/\"e1\"", "a"), note().look("W/\"e1\"", "b"));
    }

    @Test
    void a_mixture_of_two_contents_is_torn() {
        breaks(
                ReadOracles.NOT_TORN,
                note().put("*", 204, null, "a")
                        .read(5, "\"e1\"", "a", "a", "v0")
                        .look("\"e1\"", "a"));
        passes(
                ReadOracles.NOT_TORN,
                note().put("*", 204, null, "a").read(5, "\"e1\"", "a", "a", "a").look("\"e1\"", "a"));
    }

    @Test
    void a_reader_does_not_go_back() {
        ARound chain = note().put("\"e0\"", 204, "\"e1\"", "a").put("\"e1\"", 204, "\"e2\"", "b");
        passes(ReadOracles.NEVER_BACK, chain.read(7, "\"e1\"", "a").read(7, "\"e2\"", "b"));
        breaks(ReadOracles.NEVER_BACK, chain.read(7, "\"e1\"", "a"));
    }

    @Test
    void acknowledged_increments_are_in_the_number() {
        ARound begun = note().lookAtNumber("\"e0\"", "n0", 0);
        passes(
                ChainOracles.COUNTED,
                begun.put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 412, null, "b")
                        .lookAtNumber("\"e1\"", "a", 1));
        breaks(
                ChainOracles.COUNTED,
                note().lookAtNumber("\"e0\"", "n0", 0)
                        .put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 204, null, "b")
                        .lookAtNumber("\"e1\"", "a", 1));
        passes(
                ChainOracles.COUNTED,
                note().lookAtNumber("\"e0\"", "n0", 0)
                        .put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 500, null, "b")
                        .lookAtNumber("\"e1\"", "b", 2));
    }

    @Test
    void a_fork_is_two_writes_of_one_tag_anywhere_in_the_round() {
        breaks(
                ChainOracles.NO_FORK,
                note().put("\"e0\"", 204, "\"e1\"", "a")
                        .put("\"e1\"", 204, "\"e2\"", "b")
                        .put("\"e1\"", 204, "\"e3\"", "c"));
        passes(ChainOracles.NO_FORK, note().put("\"e0\"", 204, "\"e1\"", "a").put("\"e1\"", 204, "\"e2\"", "b"));
    }

    @Test
    void a_tag_that_came_back_with_other_content_explains_a_fork() {
        passes(
                ChainOracles.NO_FORK,
                note().put("\"e0\"", 204, null, "a")
                        .put("\"e0\"", 204, null, "b")
                        .read(1, "\"e0\"", "x")
                        .read(1, "\"e0\"", "y"));
    }

    @Test
    void writes_that_fit_into_one_order_are_fine_and_forked_ones_are_not() {
        passes(
                ChainOracles.ONE_ORDER,
                note().put("\"e0\"", 204, "\"e1\"", "a")
                        .put("\"e0\"", 412, null, "b")
                        .look("\"e1\"", "a"));
        breaks(
                ChainOracles.ONE_ORDER,
                note().put("\"e0\"", 204, "\"e1\"", "a")
                        .put("\"e0\"", 204, "\"e2\"", "b")
                        .look("\"e2\"", "b"));
    }

    @Test
    void a_stale_read_is_told_as_that_and_not_held_against_the_writes() {
        ARound stale =
                note().put("\"e0\"", 204, "\"e1\"", "a").look("\"e0\"", "v0").look("\"e1\"", "a");
        passes(ChainOracles.ONE_ORDER, stale);
        breaks(ChainOracles.NO_STALE_READ, stale);
    }

    @Test
    void of_two_promises_for_one_tag_one_is_kept() {
        breaks(
                WriterOracles.PROMISED_ONCE,
                note().put("\"e0\"", 202, null, "a")
                        .put("\"e0\"", 202, null, "b")
                        .look("\"e1\"", "a")
                        .look("\"e2\"", "b"));
        passes(
                WriterOracles.PROMISED_ONCE,
                note().put("\"e0\"", 202, null, "a")
                        .put("\"e0\"", 202, null, "b")
                        .look("\"e1\"", "a"));
        RaceOracle.Watch watch = WriterOracles.PROMISED_ONCE.watch(null);
        watch.see(note().put("\"e0\"", 204, null, "a").look("\"e1\"", "a").round());
        assertThat(watch.inapplicable()).isPresent();
    }

    @Test
    void clients_are_called_by_letters() {
        Round round = note().put("\"e0\"", 204, null, "a")
                .put("\"e0\"", 412, null, "b")
                .look("\"e1\"", "a")
                .round();
        assertThat(round.moves().stream().map(m -> RaceWords.lane(round, m)).toList())
                .isEqualTo(List.of("A", "B", "look"));
    }
}
