package org.ifmatch.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ObjectAssert;
import org.ifmatch.linear.Contradiction.Kind;
import org.ifmatch.observe.Call;
import org.ifmatch.observe.History;
import org.junit.jupiter.api.Test;

/** What a history tells, one reason at a time. Nothing here counts how many requests succeeded. */
class LinearizerTest {

    private static final int NO_ANSWER = 0;

    private final List<Call> calls = new ArrayList<>();
    private Optional<History.Start> start = Optional.of(new History.Start(Optional.of("e0"), "e0"));

    private record Ask(String method, String im, String inm) {}

    private static Ask get() {
        return new Ask("GET", null, null);
    }

    private static Ask put(String ifMatch) {
        return new Ask("PUT", ifMatch, null);
    }

    private static Ask create() {
        return new Ask("PUT", null, "*");
    }

    private static Ask delete(String ifMatch) {
        return new Ask("DELETE", ifMatch, null);
    }

    private LinearizerTest nothingAtFirst() {
        start = Optional.empty();
        return this;
    }

    /** By client A at 0 to 9, and so on: one after another. */
    private LinearizerTest then(Ask ask, int status, String version) {
        int from = calls.size() * 10;
        return during(from, from + 9, ask, status, version);
    }

    private LinearizerTest during(int called, int returned, Ask ask, int status, String version) {
        return during(called, returned, ask, status, status >= 200 && status < 300 ? version : null, version);
    }

    private LinearizerTest during(int called, int returned, Ask ask, int status, String tag, String version) {
        boolean lost = status == NO_ANSWER || status >= 500 || status == 202 || status == 408;
        calls.add(new Call(
                calls.size(),
                calls.size(),
                ask.method(),
                Optional.ofNullable(ask.im()),
                Optional.ofNullable(ask.inm()),
                status,
                Optional.ofNullable(tag),
                Optional.ofNullable(version),
                called,
                lost ? OptionalLong.empty() : OptionalLong.of(returned)));
        return this;
    }

    private Linearity said(Terms terms) {
        return new Linearizer(terms).check(new History(start, calls));
    }

    private void isOrdered() {
        isOrdered(Terms.STRICT);
    }

    private void isOrdered(Terms terms) {
        assertThat(said(terms)).isInstanceOf(Linearity.Ordered.class);
    }

    private ObjectAssert<Contradiction> contradicts(Kind kind, Integer... operations) {
        Linearity said = said(Terms.STRICT);
        assertThat(said).isInstanceOf(Contradiction.class);
        Contradiction contradiction = (Contradiction) said;
        assertThat(contradiction.kind()).as(contradiction.toString()).isEqualTo(kind);
        assertThat(contradiction.operations()).as(contradiction.toString()).containsExactly(operations);
        assertThat(contradiction.sentences()).isNotEmpty();
        return assertThat(contradiction);
    }

    // What is legal.

    @Test
    void writes_that_follow_each_other_are_in_order() {
        then(get(), 200, "e0")
                .then(put("e0"), 204, "e1")
                .then(put("e0"), 412, null)
                .then(get(), 200, "e1")
                .isOrdered();
    }

    @Test
    void what_returns_as_another_is_called_is_concurrent_with_it() {
        during(0, 5, put("e0"), 204, "e1").during(5, 9, get(), 200, "e0").isOrdered();
    }

    @Test
    void a_write_without_an_answer_may_happen_late_or_never() {
        then(put("e0"), NO_ANSWER, "e1")
                .then(get(), 200, "e0")
                .then(get(), 200, "e1")
                .isOrdered();
        calls.clear();
        then(put("e0"), 503, "e1")
                .then(get(), 200, "e0")
                .then(put("e0"), 204, "e2")
                .isOrdered();
    }

    @Test
    void a_write_without_an_answer_explains_a_refusal() {
        then(put("e0"), NO_ANSWER, "e1").then(put("e0"), 412, null).isOrdered();
    }

    @Test
    void refusals_for_other_reasons_say_nothing() {
        then(put("e0"), 409, null)
                .then(put("e0"), 423, null)
                .then(put("e0"), 428, null)
                .then(put("e0"), 429, null)
                .isOrdered();
    }

    @Test
    void a_412_without_a_condition_says_nothing() {
        then(new Ask("PUT", null, null), 412, null).isOrdered();
    }

    @Test
    void a_weak_tag_in_if_match_is_refused_always() {
        then(put("W/\"e0\""), 412, null).isOrdered();
    }

    @Test
    void contents_that_come_back_are_current_again() {
        then(put("e0"), 204, "a")
                .then(put("a"), 204, "b")
                .then(put("b"), 204, "a")
                .then(put("a"), 204, "c")
                .isOrdered();
    }

    @Test
    void a_retry_with_the_same_content_is_one_write_or_two() {
        then(put("e0"), NO_ANSWER, "e1")
                .then(put("e0"), 204, "e1")
                .then(get(), 200, "e1")
                .isOrdered();
        calls.clear();
        then(put("e0"), NO_ANSWER, "e1")
                .then(put("e0"), 412, null)
                .then(get(), 200, "e1")
                .isOrdered();
    }

    @Test
    void a_write_whose_answer_has_no_tag_is_known_by_its_first_read() {
        during(0, 9, put("e0"), 204, null, "e1")
                .during(10, 19, get(), 200, "t1", "e1")
                .during(20, 29, put("t1"), 204, "t2", "e2")
                .isOrdered();
    }

    @Test
    void a_tag_in_a_writes_answer_gives_way_to_what_reads_show() {
        during(0, 9, put("e0"), 204, "wrong", "e1")
                .during(10, 19, get(), 200, "right", "e1")
                .during(20, 29, put("right"), 204, "t2", "e2")
                .during(30, 39, put("wrong"), 412, null, null)
                .isOrdered();
    }

    @Test
    void a_tag_that_moves_while_the_content_stays_tells_nothing_by_its_refusal() {
        during(0, 9, get(), 200, "t1", "e0")
                .during(10, 19, get(), 200, "t2", "e0")
                .during(20, 29, put("t1"), 412, null, null)
                .during(30, 39, get(), 200, "t2", "e0");
        start = Optional.of(new History.Start(Optional.of("t1"), "e0"));
        isOrdered();
    }

    @Test
    void not_modified_reads_the_version_by_weak_comparison() {
        then(new Ask("GET", null, "W/e0"), 304, null).then(put("e0"), 204, "e1").isOrdered();
        then(get(), 200, "e1").then(new Ask("GET", null, "W/e0"), 304, null).contradicts(Kind.STALE_READ, 1, 3);
    }

    @Test
    void an_unconditional_put_may_come_from_any_state() {
        then(put(null), 204, "a")
                .then(delete(null), 204, null)
                .then(put(null), 201, "b")
                .then(get(), 200, "b")
                .isOrdered();
    }

    // What is not.

    @Test
    void two_successes_with_one_tag_are_a_fork() {
        during(0, 9, put("e0"), 204, "e1").during(0, 9, put("e0"), 204, "e2").contradicts(Kind.FORK, 0, 1);
    }

    @Test
    void a_fork_by_a_write_without_an_answer_shows_who_saw_it() {
        during(0, 9, put("e0"), 204, "e1")
                .during(0, 9, put("e0"), NO_ANSWER, "e2")
                .during(20, 29, get(), 200, "e2");

        contradicts(Kind.FORK, 0, 1).satisfies(c -> assertThat(c.links()).containsExactly(2));
    }

    @Test
    void a_tag_that_nobody_saw_cannot_be_accepted() {
        then(put("never"), 204, "e1").contradicts(Kind.PHANTOM_PREDECESSOR, 0);
    }

    @Test
    void a_weak_tag_cannot_be_accepted() {
        start = Optional.of(new History.Start(Optional.of("W/\"e0\""), "m0"));
        then(put("W/\"e0\""), 204, "e1").contradicts(Kind.WEAK_MATCH, 0);
    }

    @Test
    void a_version_that_nobody_sent_cannot_be_read() {
        then(get(), 200, "e7").contradicts(Kind.PHANTOM_READ, 0);
    }

    @Test
    void a_refused_write_must_never_be_seen() {
        then(put("e0"), 204, "e1").then(put("e0"), 412, "e2").then(get(), 200, "e2");

        contradicts(Kind.PHANTOM_READ, 2)
                .satisfies(c -> assertThat(c.sentences().get(1)).contains("#1", "412", "refused"));
    }

    @Test
    void a_version_cannot_be_read_before_it_is_sent() {
        then(get(), 200, "e1").then(put("e0"), 204, "e1").contradicts(Kind.READ_BEFORE_WRITE, 0, 1);
    }

    @Test
    void a_stale_read_is_told_with_the_write_that_made_it_stale() {
        then(put("e0"), 204, "e1").then(get(), 200, "e1").then(get(), 200, "e0");

        contradicts(Kind.STALE_READ, 0, 2)
                .satisfies(c -> assertThat(c.sentences())
                        .containsExactly(
                                "A's PUT #0 If-Match: e0 was answered 204: it made e1 in place of e0",
                                "e1 replaced e0",
                                "C's GET #2 read e0 though it was sent after A's PUT #0 had returned"));
    }

    @Test
    void of_several_stale_reads_the_one_with_the_shortest_chain_is_told() {
        then(put("e0"), 204, "e1")
                .then(put("e1"), 204, "e2")
                .then(put("e2"), 204, "e3")
                .then(get(), 200, "e3")
                .then(get(), 200, "e0")
                .then(get(), 200, "e2");

        Contradiction said = (Contradiction) said(Terms.STRICT);
        assertThat(said.operations()).hasSize(2);
        assertThat(said.links()).isEmpty();
    }

    @Test
    void an_acknowledged_write_that_nobody_ever_sees_is_lost() {
        then(put("e0"), 204, "e1").then(get(), 200, "e0").contradicts(Kind.LOST_WRITE, 0, 1);
    }

    @Test
    void what_was_deleted_cannot_come_back() {
        then(delete("e0"), 204, null).then(get(), 200, "e0").contradicts(Kind.RESURRECTION, 0, 1);
        calls.clear();
        then(delete(null), 204, null).then(put("e0"), 204, "e1").contradicts(Kind.RESURRECTION, 0, 1);
    }

    @Test
    void a_put_to_a_star_after_a_deletion_cannot_be_accepted() {
        during(0, 9, delete(null), 204, null)
                .during(20, 29, put("*"), 204, "e1")
                .during(40, 49, get(), 200, "e1")
                .contradicts(Kind.NO_ORDER, 0)
                .satisfies(c -> assertThat(c.links()).containsExactly(1));
    }

    @Test
    void a_412_to_the_tag_that_is_current_all_the_time_is_spurious() {
        then(put("e0"), 204, "e1").then(put("e1"), 412, null).then(get(), 200, "e1");

        contradicts(Kind.SPURIOUS_412, 0, 1, 2);
    }

    @Test
    void a_412_for_all_writers_of_a_round_is_spurious() {
        for (int writer = 0; writer < 8; writer++) {
            during(0, 9, put("e0"), 412, null);
        }
        Contradiction said = (Contradiction) said(Terms.STRICT);

        assertThat(said.kind()).isEqualTo(Kind.SPURIOUS_412);
        assertThat(said.operations()).hasSize(1);
    }

    @Test
    void a_412_while_a_write_is_under_way_may_come_after_it() {
        during(0, 9, put("e0"), 204, "e1").during(0, 3, put("e0"), 412, null).isOrdered();
    }

    @Test
    void refusals_that_follow_each_other_push_the_register_on_until_there_is_no_room() {
        during(0, 60, put("e0"), 204, "e1")
                .during(10, 19, put("e0"), 412, null)
                .during(20, 29, put("e1"), 412, null)
                .during(50, 59, get(), 200, "e1");

        contradicts(Kind.SPURIOUS_412, 1, 2);
    }

    @Test
    void not_found_while_it_exists_is_false() {
        then(get(), 200, "e0").then(get(), 404, null).then(get(), 200, "e0").contradicts(Kind.FALSE_ABSENCE, 1, 2);
        calls.clear();
        then(put("e0"), 204, "e1")
                .then(put("*"), 412, null)
                .then(get(), 200, "e1")
                .contradicts(Kind.FALSE_ABSENCE, 1, 2)
                .satisfies(c -> assertThat(c.links()).containsExactly(0));
    }

    @Test
    void two_creates_without_a_deletion_cannot_both_succeed() {
        nothingAtFirst().during(0, 9, create(), 201, "a").during(0, 9, create(), 201, "b");

        Contradiction said = (Contradiction) said(Terms.STRICT);
        assertThat(said.kind()).isEqualTo(Kind.NO_ORDER);
        assertThat(said.operations().size() + said.links().size()).isEqualTo(2);
    }

    @Test
    void one_strong_tag_with_two_versions_is_told_by_itself() {
        during(0, 9, put("e0"), 204, "t", "a")
                .during(10, 19, put("t"), 204, "t", "b")
                .contradicts(Kind.TAG_REUSE, 0, 1);
        calls.clear();
        during(0, 9, put("e0"), 204, "W/t", "a")
                .during(10, 19, put(null), 204, "W/t", "b")
                .isOrdered();
    }

    @Test
    void a_conditional_write_after_an_unconditional_one_cannot_have_named_what_was_before() {
        during(0, 9, put("e0"), 204, "a").during(0, 9, put(null), 204, "b").during(20, 29, get(), 200, "a");

        contradicts(Kind.STALE_READ, 1, 2);
    }

    @Test
    void two_runs_that_must_each_precede_the_other_conflict() {
        then(put(null), 204, "a")
                .then(put(null), 204, "b")
                .then(get(), 200, "a")
                .contradicts(Kind.CHAIN_CONFLICT, 0, 1, 2);
    }

    @Test
    void versions_cannot_replace_each_other_in_a_circle() {
        during(0, 9, put("b"), 204, "a").during(0, 9, put("a"), 204, "b").contradicts(Kind.CYCLE, 0, 1);
    }

    // What the terms change.

    @Test
    void without_reads_the_answers_to_writes_are_judged_alone() {
        then(put("e0"), 204, "e1")
                .then(get(), 200, "e0")
                .then(put("e1"), 204, "e2")
                .isOrdered(Terms.STRICT.withoutReads());
        contradicts(Kind.STALE_READ, 0, 1);
    }

    @Test
    void without_reads_a_spurious_412_is_still_found() {
        then(put("e0"), 204, "e1").then(put("e1"), 412, null).then(put("e1"), 204, "e2");

        assertThat(said(Terms.STRICT.withoutReads())).isInstanceOf(Contradiction.class);
    }

    @Test
    void a_second_deletion_may_find_its_work_done_where_that_is_allowed() {
        during(0, 9, delete("e0"), 204, null).during(0, 9, delete("e0"), 204, null);

        isOrdered(Terms.STRICT.whereAnythingGoneMayBeDeleted());
        contradicts(Kind.FORK, 0, 1);
    }

    @Test
    void a_201_tells_of_a_creation_unless_every_put_is_answered_so() {
        then(put(null), 201, "a");

        isOrdered(Terms.STRICT.whereEveryPutMayBeAnswered201());
        assertThat(said(Terms.STRICT)).isInstanceOf(Contradiction.class);
    }

    @Test
    void too_many_orders_are_unknown_and_not_guessed() {
        for (int i = 0; i < 40; i++) {
            during(0, 100, put(null), 204, "w" + i);
        }
        for (int i = 0; i < 40; i++) {
            during(200 + i * 10, 205 + i * 10, put("w" + i), 412, null);
        }
        assertThat(said(Terms.STRICT)).isInstanceOf(Linearity.Undecided.class);
    }
}
