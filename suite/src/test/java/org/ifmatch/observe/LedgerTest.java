package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.HERE;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.answer;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.exchange;
import static org.ifmatch.observe.AnAttempt.put;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    private static Exchange write(String nonce, Response answer, Field... fields) {
        Request request = Request.of(
                "PUT", HERE, List.of(fields), ("{\"note\":\"" + nonce + "\"}").getBytes(StandardCharsets.UTF_8));
        return new Exchange(
                request,
                Optional.of(answer),
                Optional.empty(),
                new byte[0],
                new byte[0],
                new Exchange.Times(0, 0, 0, 0));
    }

    private static Exchange stale(String nonce, int status) {
        return write(nonce, answer(status, ""), Field.of("If-Match", "\"old\""));
    }

    private static Exchange get(String content, Field... fields) {
        return exchange("GET", List.of(), Optional.of(answer(200, content, fields)));
    }

    @Nested
    class What_was_refused {

        @Test
        void is_told_when_a_get_shows_it() {
            ledger.add(stale(WRITTEN, 412));
            ledger.add(get(WRITTEN));
            assertThat(ledger.refusedYetShown())
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.late()).isFalse());
        }

        @Test
        void is_told_as_late_when_a_get_did_not_show_it_first() {
            ledger.add(stale(WRITTEN, 412));
            ledger.add(get(BEFORE));
            ledger.add(get(WRITTEN));
            assertThat(ledger.refusedYetShown())
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.late()).isTrue());
        }

        @Test
        void is_told_too_when_the_get_was_there_before_the_refusal() {
            ledger.add(get(WRITTEN));
            ledger.add(stale(WRITTEN, 412));
            assertThat(ledger.refusedYetShown()).hasSize(1);
        }

        @Test
        void is_not_told_where_it_was_sent_before_and_nobody_knows_what_that_was_answered() {
            ledger.addSpoken(stale(WRITTEN, 400), true);
            ledger.add(stale(WRITTEN, 412));
            ledger.add(get(WRITTEN));
            assertThat(ledger.refusedYetShown()).isEmpty();
        }

        @Test
        void is_told_of_a_connection_in_hand_too_where_each_request_has_its_answer() {
            ledger.addSpoken(stale(WRITTEN, 412), false);
            ledger.add(get(WRITTEN));
            assertThat(ledger.refusedYetShown()).hasSize(1);
        }

        @Test
        void counts_with_any_status_that_refuses_a_condition() {
            ledger.add(stale(WRITTEN, 409));
            ledger.add(write(AnAttempt.SOMEBODYS, answer(428, "")));
            ledger.add(get(WRITTEN + AnAttempt.SOMEBODYS));
            assertThat(ledger.refusedYetShown()).hasSize(2);
            assertThat(ledger.refusalsFollowed()).isEqualTo(2);
        }

        @Test
        void is_nobodys_fault_when_it_was_sent_another_time_with_another_answer() {
            ledger.add(stale(WRITTEN, 412));
            ledger.add(write(WRITTEN, answer(204, "")));
            ledger.add(get(WRITTEN));
            assertThat(ledger.refusedYetShown()).isEmpty();
        }

        @Test
        void may_show_where_nobody_knows_what_was_done() {
            ledger.add(stale(WRITTEN, 503));
            ledger.add(stale(WRITTEN, 429));
            ledger.add(write(AnAttempt.SOMEBODYS, answer(409, "")));
            ledger.add(get(WRITTEN + AnAttempt.SOMEBODYS));
            assertThat(ledger.refusedYetShown()).isEmpty();
        }

        @Test
        void is_told_by_the_looks_around_it_where_it_carries_nothing() {
            ledger.add(delete().answered(412).performed().made());
            ledger.add(put().answered(412).made());
            ledger.add(put().answered(204).performed().made());
            assertThat(ledger.refusedYetChanged())
                    .singleElement()
                    .satisfies(a -> assertThat(a.method()).isEqualTo("DELETE"));
            assertThat(ledger.refusalsFollowed()).isEqualTo(2);
        }

        @Test
        void is_not_told_where_another_writer_was_at_work() {
            ledger.add(put().answered(412)
                    .leaving(AnAttempt.present("\"x\"", AnAttempt.SOMEBODYS))
                    .made());
            assertThat(ledger.refusedYetChanged()).isEmpty();
        }
    }

    @Nested
    class A_strong_tag {

        private static final Field TAG = Field.of("ETag", TAG_BEFORE);

        @Test
        void clashes_where_it_names_other_octets() {
            ledger.add(get("one", TAG));
            ledger.add(get("one", TAG));
            assertThat(ledger.clashes()).isEmpty();
            ledger.add(get("two", TAG));
            assertThat(ledger.clashes())
                    .singleElement()
                    .satisfies(c -> assertThat(c.tag()).isEqualTo(TAG_BEFORE));
        }

        @Test
        void may_be_that_of_another_coding_or_type_which_other_rules_judge() {
            ledger.add(get("one", TAG));
            ledger.add(get("two", TAG, Field.of("Content-Encoding", "gzip")));
            ledger.add(get("three", TAG, Field.of("Content-Type", "text/html")));
            assertThat(ledger.clashes()).isEmpty();
        }

        @Test
        void is_no_weak_one() {
            ledger.add(get("one", Field.of("ETag", "W/\"x\"")));
            ledger.add(get("two", Field.of("ETag", "W/\"x\"")));
            assertThat(ledger.clashes()).isEmpty();
            assertThat(ledger.contents()).isZero();
        }
    }

    @Test
    void it_keeps_a_few_examples_of_very_many() {
        for (int i = 0; i < 100; i++) {
            ledger.add(stale(WRITTEN, 412));
            ledger.add(get("x", Field.of("ETag", "abc")));
        }
        assertThat(ledger.malformed()).hasSizeLessThan(10);
        assertThat(ledger.refusals()).hasSizeLessThan(10);
        assertThat(ledger.framed()).isEqualTo(100);
    }

    @Test
    void it_counts_the_answers_of_a_busy_server() {
        ledger.add(stale(WRITTEN, 503));
        ledger.add(stale(WRITTEN, 429));
        ledger.add(stale(WRITTEN, 412));
        assertThat(ledger.overloads()).isEqualTo(2);
    }
}
