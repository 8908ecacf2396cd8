package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Conversation.Ended.By;
import org.ifmatch.observe.Conversation.Part;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Request PUT = ATalk.put("\"a\"");

    @Test
    void a_request_in_parts_is_one_exchange_with_all_of_its_octets() {
        Exchange exchange =
                ATalk.on().saysHalf(PUT).saysRest(PUT).hears(PUT, 412).made().exchange(PUT);
        assertThat(exchange.sent()).isEqualTo(PUT.octets());
        assertThat(exchange.status()).isEqualTo(412);
        assertThat(exchange.trouble()).isEmpty();
        assertThat(exchange.times().answered()).isGreaterThan(exchange.times().sent());
    }

    @Test
    void an_interim_answer_is_received_and_is_not_the_answer() {
        Conversation talk = ATalk.on()
                .saysHead(PUT)
                .hears(PUT, 100)
                .saysContent(PUT)
                .hears(PUT, 204)
                .made();
        assertThat(talk.interim(PUT)).extracting(r -> r.status()).containsExactly(100);
        assertThat(talk.finals(PUT)).extracting(r -> r.status()).containsExactly(204);
        assertThat(new String(talk.exchange(PUT).received(), StandardCharsets.UTF_8))
                .contains("HTTP/1.1 100", "HTTP/1.1 204");
        assertThat(talk.isAnsweredEarly(PUT)).isFalse();
    }

    @Test
    void an_answer_is_early_when_octets_follow_it_or_are_never_sent() {
        assertThat(ATalk.on()
                        .saysHead(PUT)
                        .hears(PUT, 412)
                        .saysContent(PUT)
                        .made()
                        .isAnsweredEarly(PUT))
                .isTrue();
        assertThat(ATalk.on().saysHead(PUT).hears(PUT, 412).made().isAnsweredEarly(PUT))
                .isTrue();
        assertThat(ATalk.on().says(PUT).hears(PUT, 412).made().isAnsweredEarly(PUT))
                .isFalse();
        assertThat(ATalk.on().says(PUT).made().isAnsweredEarly(PUT)).isFalse();
    }

    @Test
    void requests_that_are_alike_in_every_octet_are_told_apart() {
        Request twin = ATalk.put("\"a\"");
        Conversation talk = ATalk.on()
                .writes(Part.whole(PUT), Part.whole(twin))
                .hears(PUT, 204)
                .hears(twin, 412)
                .made();
        assertThat(talk.requests()).hasSize(2);
        assertThat(talk.exchange(PUT).status()).isEqualTo(204);
        assertThat(talk.exchange(twin).status()).isEqualTo(412);
    }

    @Test
    void the_only_answer_to_two_requests_in_one_write_may_be_either_s() {
        Request behind = ATalk.put("\"a\"");
        Conversation talk = ATalk.on()
                .says(PUT)
                .says(behind)
                .hears(PUT, 400)
                .ends(By.TARGET)
                .made();
        assertThat(talk.mayAnswerAnother(PUT)).isTrue();
        assertThat(talk.mayAnswerAnother(behind)).isFalse();
    }

    @Test
    void an_answer_is_its_own_where_each_was_answered_or_nothing_else_was_sent_before_it() {
        Request behind = ATalk.put("\"a\"");
        assertThat(ATalk.on()
                        .says(PUT)
                        .says(behind)
                        .hears(PUT, 412)
                        .hears(behind, 204)
                        .made()
                        .mayAnswerAnother(PUT))
                .isFalse();
        assertThat(ATalk.on()
                        .says(PUT)
                        .hears(PUT, 412)
                        .says(behind)
                        .ends(By.TARGET)
                        .made()
                        .mayAnswerAnother(PUT))
                .isFalse();
    }

    @Test
    void an_exchange_without_an_answer_tells_why() {
        assertThat(trouble(ATalk.on().says(PUT).ends(By.TARGET)).kind()).isEqualTo(Exchange.Trouble.Kind.CLOSED);
        assertThat(trouble(ATalk.on().says(PUT).ends(By.LIMIT)).kind()).isEqualTo(Exchange.Trouble.Kind.TIMEOUT);
        assertThat(trouble(ATalk.on().says(PUT).ends(By.UNREADABLE)).kind()).isEqualTo(Exchange.Trouble.Kind.MALFORMED);
        assertThat(trouble(ATalk.on().says(PUT).hearsNothing(PUT)).says())
                .isEqualTo("nothing was answered within 3000 ms");
        assertThat(trouble(ATalk.on().says(PUT)).says()).isEqualTo("its answer was not waited for");
    }

    private static Exchange.Trouble trouble(ATalk talk) {
        return talk.made().exchange(PUT).trouble().orElseThrow();
    }

    @Test
    void who_ends_a_connection_is_told() {
        assertThat(ATalk.on().says(PUT).ends(By.TARGET).made().isEndedByTarget())
                .isTrue();
        assertThat(ATalk.on().says(PUT).ends(By.TARGET_RESET).made().isEndedByTarget())
                .isTrue();
        assertThat(ATalk.on().says(PUT).ends(By.US).made().isEndedByTarget()).isFalse();
    }

    @Test
    void somebody_else_came_first_only_if_he_was_answered_before_the_rest_was_sent() {
        AnAttempt other = AnAttempt.put().answered(204).performed();
        Conversation first =
                ATalk.on().saysHalf(PUT).meanwhile(other).saysRest(PUT).made();
        assertThat(first.isFollowedBy(first.others().get(0), PUT)).isTrue();
        Conversation waited =
                ATalk.on().saysHalf(PUT).meanwhileWaiting(other).saysRest(PUT).made();
        assertThat(waited.isFollowedBy(waited.others().get(0), PUT)).isFalse();
    }

    @Test
    void what_somebody_else_did_finds_its_place_by_its_time() {
        Conversation talk = ATalk.on().saysHalf(PUT).saysRest(PUT).made();
        long between = talk.events().get(0).at() + 1;
        Attempt other = AnAttempt.put().at(between, between).made();
        assertThat(talk.with(other).events())
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("Sent", "Meanwhile", "Sent");
    }
}
