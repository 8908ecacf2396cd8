package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.HERE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.answer;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Ledger;
import org.junit.jupiter.api.Test;

/** The rules that judge all exchanges of a run, by ledgers that were filled by hand. */
class OverLedgerTest {

    private final Ledger ledger = new Ledger();

    private JudgementAssert judged(String id) {
        RunOracle.OfLedger oracle = Cases.rule(id).overLedger().orElseThrow();
        return JudgementAssert.assertThat(oracle.judge(ledger, Targets.PLAIN));
    }

    private static Exchange refused(String received, Optional<Response> response) {
        Request request = Request.of(
                "PUT", HERE, List.of(Field.of("If-Match", "\"old\"")), WRITTEN.getBytes(StandardCharsets.UTF_8));
        return new Exchange(
                request,
                response,
                response.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Exchange.Trouble(Exchange.Trouble.Kind.CLOSED, "the connection was closed")),
                new byte[0],
                received.getBytes(StandardCharsets.ISO_8859_1),
                new Exchange.Times(0, 0, 0, 0));
    }

    private static Exchange refused() {
        return refused(
                "HTTP/1.1 412 No\r\nContent-Length: 0\r\n\r\n",
                Optional.of(answer(412, "", Field.of("Content-Length", "0"))));
    }

    private static Exchange brokenOff() {
        return refused("HTTP/1.1 412 No\r\nContent-Length: 9\r\n\r\nno", Optional.empty());
    }

    private static Exchange get(String content, Field... fields) {
        return exchange("GET", List.of(), Optional.of(answer(200, content, fields)));
    }

    @Test
    void what_was_refused_and_shows_nowhere_passes() {
        ledger.add(refused());
        ledger.add(get("something"));
        judged("no-effect/content").passes().because("1 refused writes");
        judged("no-effect/deferred").passes();
    }

    @Test
    void what_was_refused_and_shows_at_once_fails_by_its_effect() {
        ledger.add(refused());
        ledger.add(get(WRITTEN));
        judged("no-effect/content").failsByEffect(Misdeed.REFUSED_YET_PERFORMED).because("412");
        judged("no-effect/deferred").passes();
    }

    @Test
    void what_was_refused_and_shows_later_fails_by_its_late_effect() {
        ledger.add(refused());
        ledger.add(get("something"));
        ledger.add(get(WRITTEN));
        judged("no-effect/deferred").failsByEffect(Misdeed.PERFORMED_LATE);
        judged("no-effect/content").passes();
    }

    @Test
    void a_refused_delete_that_deletes_fails() {
        ledger.add(delete().answered(412).performed().made());
        judged("no-effect/content").failsByEffect(Misdeed.REFUSED_YET_PERFORMED).because("DELETE");
    }

    @Test
    void nothing_is_claimed_of_refusals_where_there_was_none() {
        ledger.add(get("something"));
        judged("no-effect/content").isInconclusive();
        judged("no-effect/deferred").isInconclusive();
        judged("answer-412/framing").isInconclusive();
        judged("answer-412/no-304-to-unsafe").isInconclusive();
    }

    @Test
    void a_412_that_ends_where_it_says_is_framed_well() {
        ledger.add(refused());
        judged("answer-412/framing").passes().because("1 answers");
    }

    @Test
    void a_412_that_goes_on_after_its_end_fails() {
        ledger.add(refused(
                "HTTP/1.1 412 No\r\nContent-Length: 0\r\n\r\nmore",
                Optional.of(answer(412, "", Field.of("Content-Length", "0")))));
        judged("answer-412/framing").failsByEffect(Misdeed.WRONG_FIELD).because("4 octets follow");
    }

    @Test
    void a_412_that_breaks_off_fails_where_it_is_no_accident() {
        ledger.add(brokenOff());
        judged("answer-412/framing").isInconclusive();
        ledger.add(brokenOff());
        judged("answer-412/framing").failsByEffect(Misdeed.WRONG_FIELD).because("2 of 2");
    }

    @Test
    void a_strong_tag_that_names_two_contents_fails_whatever_exchanges_showed_it() {
        Field tag = Field.of("ETag", "\"x\"");
        ledger.add(get("one", tag));
        judged("etag/strong-means-octets").passes();
        ledger.add(get("two", tag));
        judged("etag/strong-means-octets").failsByEffect(Misdeed.WRONG_FIELD).because("\"x\"");
    }

    @Test
    void nothing_is_claimed_of_strong_tags_where_there_was_none() {
        ledger.add(get("one", Field.of("ETag", "W/\"x\"")));
        judged("etag/strong-means-octets").isInconclusive();
    }

    @Test
    void one_malformed_tag_of_a_whole_run_fails() {
        ledger.add(get("one", Field.of("ETag", "\"x\"")));
        judged("etag/syntax-valid").passes();
        ledger.add(get("two", Field.of("ETag", "abc")));
        judged("etag/syntax-valid").failsByEffect(Misdeed.WRONG_FIELD).because("abc");
    }

    @Test
    void a_backslash_is_noted() {
        ledger.add(get("one", Field.of("ETag", "\"\\\"")));
        judged("etag/no-backslash").notes();
    }

    @Test
    void a_write_that_is_answered_304_fails() {
        ledger.add(refused("", Optional.of(answer(304, ""))));
        judged("answer-412/no-304-to-unsafe").forMisdeed(Misdeed.MISPLACED_STATUS);
    }

    @Test
    void a_busy_server_is_noted_and_never_judged() {
        judged("order/429-503-first").isNotApplicable();
        ledger.add(refused("", Optional.of(answer(503, ""))));
        judged("order/429-503-first").notes().because("1 answers");
    }
}
