package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.target.Create;
import org.ifmatch.target.Target;
import org.ifmatch.target.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTest {

    private static final IntFunction<String> STRONG = version -> "\"" + version + "\"";

    private Shelf shelf = new Shelf(STRONG);

    private Lab lab(IntFunction<String> tags) {
        shelf = new Shelf(tags);
        return lab();
    }

    private Lab lab() {
        Target target = Target.bare("test", URI.create("http://server.test/items/"));
        Known known = new Known(
                        target,
                        new Create("PUT", "text/plain", "{{nonce}}", Optional.of("{{id}}"), Map.of()),
                        new Update("PUT", Optional.empty(), Optional.empty(), Map.of()),
                        Optional.empty(),
                        Known.Strength.STRONG,
                        Duration.ZERO,
                        true,
                        Map.of())
                .with("ryw", true);
        return new Lab(new Sender(target, shelf, shelf, 4, "test"), known, new Names(7));
    }

    @Test
    void an_attempt_has_looks_around_it_and_controls_on_twins() {
        Resource note = lab().resource();
        String old = note.tag();
        note.overwrite();
        Attempt attempt = note.put(Lab.ifMatch(old));
        assertThat(attempt.status()).isEqualTo(412);
        assertThat(attempt.effect()).isEqualTo(Effect.NONE);
        assertThat(attempt.before().etag()).isNotEqualTo(Optional.of(old));
        assertThat(attempt.controls().work()).isTrue();
        Request plain =
                attempt.controls().unconditional().orElseThrow().exchange().request();
        Request rightful =
                attempt.controls().positive().orElseThrow().exchange().request();
        assertThat(plain.field("If-Match")).isEmpty();
        assertThat(rightful.field("If-Match")).isPresent();
        assertThat(plain.url()).isNotEqualTo(note.url()).isNotEqualTo(rightful.url());
    }

    @Test
    void every_write_carries_content_that_nobody_wrote_before() {
        Lab lab = lab();
        Resource note = lab.resource();
        note.overwrite();
        note.put(note.trueCondition());
        note.put(note.trueCondition());
        assertThat(shelf.writes()).extracting(r -> new String(r.content())).doesNotHaveDuplicates();
        assertThat(shelf.writes()).extracting(r -> r.content().length).containsOnly(32);
    }

    @Test
    void the_controls_of_one_shape_of_request_are_made_once() {
        Lab lab = lab();
        Resource note = lab.resource();
        note.put(Lab.ifMatch("\"a\""));
        int before = shelf.writes().size();
        note.put(Lab.ifMatch("\"b\""));
        assertThat(shelf.writes()).hasSize(before + 1);
        note.put(Lab.ifMatch("\"b\""), Field.of("Range", "bytes=0-3"));
        assertThat(shelf.writes()).hasSizeGreaterThan(before + 2);
    }

    @ParameterizedTest
    @CsvSource({"'\"%d\"', '\"1\"'", "'W/\"%d\"', *", "'', *", "unquoted-%d, unquoted-1"})
    void the_true_condition_is_the_tag_as_it_stands_and_the_star_where_it_is_weak_or_missing(String tag, String due) {
        Resource note = lab(tag::formatted).resource();
        assertThat(note.trueCondition()).isEqualTo(Lab.ifMatch(due));
    }

    @Test
    void an_overwrite_insists_on_another_tag() {
        Resource note = lab(version -> "\"same\"").resource();
        note.tag();
        assertThatThrownBy(note::overwrite)
                .isInstanceOf(Unobtainable.class)
                .hasMessageContaining("\"same\" stayed although the content was replaced");
    }

    @Test
    void what_an_unanswered_write_may_have_done_is_not_laid_at_the_door_of_a_refused_one() {
        Lab lab = lab();
        Resource note = lab.resource();
        note.put(Lab.ifMatch("\"never\""));
        shelf.silent();
        note.put(note.trueCondition());
        shelf.afterNextAnswer(() -> shelf.store(note.url(), "half of an upload"));
        Attempt refused = note.put(Lab.ifMatch("\"never\""));
        assertThat(refused.effect()).isEqualTo(Effect.OTHER);
        assertThat(lab.sender().ledger().refusedYetChanged()).isEmpty();
    }

    @Test
    void what_changes_when_a_write_is_refused_and_no_other_is_open_is_remembered() {
        Lab lab = lab();
        Resource note = lab.resource();
        note.put(Lab.ifMatch("\"never\""));
        shelf.afterNextAnswer(() -> shelf.store(note.url(), "something else"));
        Attempt refused = note.put(Lab.ifMatch("\"never\""));
        assertThat(lab.sender().ledger().refusedYetChanged()).containsExactly(refused);
    }

    @Test
    void a_refused_attempt_is_looked_at_again_at_the_end() {
        Resource note = lab().resource();
        note.put(Lab.ifMatch("\"never\""));
        assertThat(note.lastWithoutEffect()).isPresent();
    }

    @Test
    void a_refused_attempt_that_was_followed_by_a_write_of_the_set_up_is_not_looked_at_again() {
        Resource overwritten = lab().resource();
        overwritten.put(Lab.ifMatch("\"never\""));
        overwritten.overwrite();
        assertThat(overwritten.lastWithoutEffect()).isEmpty();
        Resource removed = lab().resource();
        removed.put(Lab.ifMatch("\"never\""));
        removed.remove();
        assertThat(removed.lastWithoutEffect()).isEmpty();
    }

    @Test
    void an_attempt_that_was_performed_or_that_only_read_is_not_looked_at_again() {
        Resource note = lab().resource();
        note.put(note.trueCondition());
        assertThat(note.lastWithoutEffect()).isEmpty();
        note.get(Lab.ifMatch("\"never\""));
        assertThat(note.lastWithoutEffect()).isEmpty();
    }

    @Test
    void what_somebody_else_wrote_meanwhile_is_seen_as_a_third_write() {
        Resource note = lab().resource();
        Attempt refused = note.put(Lab.ifMatch("\"never\""));
        shelf.store(note.url(), AnAttempt.SOMEBODYS);
        Attempt later = refused.lookedAtLater(note.look());
        assertThat(later.lateEffect()).isEqualTo(Effect.OTHER);
        assertThat(later.showsThirdWrite()).isTrue();
    }
}
