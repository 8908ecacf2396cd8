package org.ifmatch.rule;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Call;
import org.ifmatch.observe.History;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;

/** A round made by hand: all writes are under way at once, and the looks follow one after the other. */
final class ARound {

    private static final URI URL = URI.create("http://server.example/items/1");
    private static final long WRITES_END = 1_000;

    private final Optional<History.Start> start;
    private final List<Move> moves = new ArrayList<>();
    private int writers;

    private ARound(Optional<History.Start> start) {
        this.start = start;
    }

    /** On a resource with this tag and this state. */
    static ARound on(String tag, String version) {
        return new ARound(Optional.of(new History.Start(Optional.of(tag), version)));
    }

    static ARound onNothing() {
        return new ARound(Optional.empty());
    }

    ARound put(String ifMatch, int status, String tag, String nonce) {
        return write("PUT", Optional.ofNullable(ifMatch), Optional.empty(), status, tag, Optional.of(nonce));
    }

    ARound create(int status, String tag, String nonce) {
        return write("PUT", Optional.empty(), Optional.of("*"), status, tag, Optional.of(nonce));
    }

    ARound patch(String ifMatch, int status, String tag, String nonce) {
        return write("PATCH", Optional.ofNullable(ifMatch), Optional.empty(), status, tag, Optional.of(nonce));
    }

    ARound delete(String ifMatch, int status) {
        return write("DELETE", Optional.ofNullable(ifMatch), Optional.empty(), status, null, Optional.empty());
    }

    private ARound write(
            String method,
            Optional<String> ifMatch,
            Optional<String> ifNoneMatch,
            int status,
            String tag,
            Optional<String> nonce) {
        int id = moves.size();
        Call call = new Call(
                id,
                writers++,
                method,
                ifMatch,
                ifNoneMatch,
                status,
                Optional.ofNullable(tag),
                nonce,
                id,
                status == 0 || status >= 500 || status == 202
                        ? OptionalLong.empty()
                        : OptionalLong.of(WRITES_END + id));
        moves.add(new Move(call, exchange(method, status, tag, "", id), nonce, List.of(), false));
        return this;
    }

    /** A look after the round that shows these nonces. */
    ARound look(String tag, String... nonces) {
        return read(99, true, tag, nonces);
    }

    /** A read of one of the clients, after all that stands before it. */
    ARound read(int client, String tag, String... nonces) {
        return read(client, false, tag, nonces);
    }

    /** A look that shows this nonce and the number beside it. */
    ARound lookAtNumber(String tag, String nonce, int number) {
        return read(99, true, nonce + "-c" + number + "-", tag, new String[] {nonce});
    }

    private ARound read(int client, boolean look, String tag, String... nonces) {
        return read(client, look, String.join(" ", nonces), tag, nonces);
    }

    private ARound read(int client, boolean look, String content, String tag, String[] nonces) {
        int id = moves.size();
        long at = 2 * WRITES_END + 10L * id;
        String version = String.join("+", List.of(nonces).stream().distinct().toList());
        Call call = new Call(
                id,
                client,
                "GET",
                Optional.empty(),
                Optional.empty(),
                200,
                Optional.ofNullable(tag),
                Optional.of(version),
                at,
                OptionalLong.of(at + 5));
        moves.add(new Move(call, exchange("GET", 200, tag, content, at), Optional.empty(), List.of(nonces), look));
        return this;
    }

    /** A look after the round that finds nothing. */
    ARound lookFindsNothing() {
        int id = moves.size();
        long at = 2 * WRITES_END + 10L * id;
        Call call = new Call(
                id,
                99,
                "GET",
                Optional.empty(),
                Optional.empty(),
                404,
                Optional.empty(),
                Optional.empty(),
                at,
                OptionalLong.of(at + 5));
        moves.add(new Move(call, exchange("GET", 404, null, "", at), Optional.empty(), List.of(), true));
        return this;
    }

    Round round() {
        return new Round(
                "a round",
                URL,
                writers,
                Optional.of(Release.by(Release.Way.ONE_THREAD)),
                new History(start, moves.stream().map(Move::call).toList()),
                moves,
                1,
                1);
    }

    private static Exchange exchange(String method, int status, String tag, String content, long at) {
        List<Field> fields = tag == null ? List.of() : List.of(Field.of("ETag", tag));
        Optional<Response> response = status == 0
                ? Optional.empty()
                : Optional.of(
                        new Response(status, "", fields, content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new Exchange(
                Request.of(method, URL, List.of()),
                response,
                Optional.empty(),
                new byte[0],
                new byte[0],
                new Exchange.Times(at, at, at + 5, at + 5));
    }
}
