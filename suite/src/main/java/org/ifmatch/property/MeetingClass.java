package org.ifmatch.property;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Known;
import org.ifmatch.property.Meeting.Move;
import org.ifmatch.property.Met.Told;

/**
 * A meeting as a JUnit 5 class that knows java.net.http and nothing else. It plays the meeting many times, and asks of every
 * round whether some order of its requests explains their answers and what is there afterwards.
 */
final class MeetingClass {

    private final Known known;
    private final Met met;
    private final String why;
    private final String replay;

    MeetingClass(Known known, Met met, String why, String replay) {
        this.known = known;
        this.met = met;
        this.why = why;
        this.replay = replay;
    }

    String text() {
        StringBuilder body = new StringBuilder();
        body.append("            String a = made(")
                .append(request(met.creation().request(), "time + \"-start\""))
                .append(");\n");
        if (met.meeting().rested()) {
            body.append("            Thread.sleep(100);\n");
        }
        for (int round = 0; round < met.meeting().rounds(); round++) {
            List<String> moves = new ArrayList<>();
            for (Told told : met.told()) {
                if (told.round() == round && told.move() != Move.GET) {
                    moves.add("                    new Move(Kind." + kind(told.move()) + ", "
                            + request(
                                    told.exchange().request(),
                                    "time + \"-client-" + (told.client() + 1) + "-round-" + (told.round() + 1) + "\"")
                            + ")");
                }
            }
            body.append("            together(a, List.of(\n")
                    .append(String.join(",\n", moves))
                    .append("));\n");
        }
        return TEMPLATE.replace("%WHY%", JUnitClass.comment(why))
                .replace("%REPLAY%", JUnitClass.comment(replay))
                .replace("%BASE%", JUnitClass.escaped(known.target().url().toString()))
                .replace("%BODY%", body);
    }

    private static String kind(Move move) {
        return switch (move) {
            case PUT, PUT_LARGE, DELETE, PATCH, POST -> "TAG";
            case PUT_LIST -> "LIST";
            case PUT_STAR -> "STAR";
            case CREATE -> "NONE_MATCH_STAR";
            case PUT_ANYWAY, GET -> "ANYWAY";
        };
    }

    /** A method, the token of its content, the content, and its other fields. */
    private static String request(Request request, String token) {
        String text = new String(request.content(), StandardCharsets.UTF_8);
        text = CurlLines.NAME.matcher(text).replaceAll("name");
        List<String> parts = List.of(CurlLines.NONCE.split(text, -1));
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                pieces.add("\"v\" + " + token);
            }
            if (!parts.get(i).isEmpty() || parts.size() == 1) {
                pieces.add(
                        parts.get(i).matches("\\.{200,}")
                                ? "\".\".repeat(" + parts.get(i).length() + ")"
                                : "\"" + JUnitClass.escaped(parts.get(i)) + "\"");
            }
        }
        StringBuilder call = new StringBuilder("\"" + request.method() + "\", \"v\" + " + token + ", ");
        call.append(String.join(" + ", pieces));
        for (Field field : request.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean written =
                    CurlLines.LEFT_OUT.contains(name) || name.equals("authorization") || name.startsWith("accept");
            if (!written) {
                call.append(", \"" + JUnitClass.escaped(field.name()) + "\", \"" + JUnitClass.escaped(field.value())
                        + "\"");
            }
        }
        return call.toString();
    }

    private static final String TEMPLATE = """
            import static org.junit.jupiter.api.Assertions.assertTrue;

            import java.net.URI;
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpResponse;
            import java.time.Duration;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.UUID;
            import java.util.concurrent.CompletableFuture;
            import org.junit.jupiter.api.Test;

            /**
             * %WHY%
             *
             * Run it with -Dbase.url=URL of the collection; with -Dauthorization=VALUE where the server asks for one.
             * To find it again: %REPLAY%
             */
            class IfMatchStoryTest {

                static final String BASE = System.getProperty("base.url", "%BASE%");
                static final int TIMES = Integer.getInteger("times", 200);

                final HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();

                enum Kind { TAG, LIST, STAR, NONE_MATCH_STAR, ANYWAY }

                record Move(Kind kind, String method, String token, String content, String... fields) {}

                @Test
                void story() throws Exception {
                    for (int time = 0; time < TIMES; time++) {
            %BODY%        }
                }

                String lastTag = "";

                /** Sends the moves together; some order of them must explain every answer and what is there afterwards. */
                void together(String url, List<Move> moves) throws Exception {
                    HttpResponse<String> before = get(url);
                    boolean existed = before.statusCode() == 200;
                    lastTag = before.headers().firstValue("ETag").orElse(lastTag);
                    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
                    for (Move move : moves) {
                        sent.add(client.sendAsync(
                                request(move, url), HttpResponse.BodyHandlers.ofString()));
                    }
                    List<Integer> statuses = new ArrayList<>();
                    for (CompletableFuture<HttpResponse<String>> each : sent) {
                        statuses.add(each.join().statusCode());
                    }
                    HttpResponse<String> after = get(url);
                    boolean told = statuses.stream().allMatch(s -> s >= 200 && s < 300 && s != 202 || s >= 400 && s < 500);
                    if (told && (after.statusCode() == 200 || after.statusCode() == 404 || after.statusCode() == 410)) {
                        assertTrue(
                                fits(moves, statuses, before, after, new ArrayList<>(), existed, -1),
                                () -> "no order of the requests explains the answers " + statuses + " to " + moves
                                        + " and what is there afterwards: " + after.statusCode() + " " + after.body());
                    }
                }

                boolean fits(
                        List<Move> moves,
                        List<Integer> statuses,
                        HttpResponse<String> before,
                        HttpResponse<String> after,
                        List<Integer> order,
                        boolean exists,
                        int last) {
                    if (order.size() == moves.size()) {
                        boolean there = after.statusCode() == 200;
                        return there == exists
                                && (!exists || (last < 0 ? after.body().equals(before.body())
                                        : after.body().contains(moves.get(last).token())));
                    }
                    for (int i = 0; i < moves.size(); i++) {
                        if (order.contains(i)) {
                            continue;
                        }
                        Move move = moves.get(i);
                        boolean removes = move.method().equals("DELETE");
                        boolean holds = switch (move.kind()) {
                            case TAG, LIST -> exists && last < 0 && before.statusCode() == 200;
                            case STAR -> exists;
                            case NONE_MATCH_STAR -> !exists;
                            case ANYWAY -> exists || move.method().equals("PUT");
                        };
                        boolean done = statuses.get(i) < 300;
                        boolean gone = removes && !exists && done;
                        if (holds != done && !gone) {
                            continue;
                        }
                        order.add(i);
                        boolean fits = fits(
                                moves, statuses, before, after, order,
                                holds ? !removes : exists, holds ? i : last);
                        order.remove(order.size() - 1);
                        if (fits) {
                            return true;
                        }
                    }
                    return false;
                }

                HttpRequest request(Move move, String url) {
                    HttpRequest.Builder request = builder(url, move.fields())
                            .method(move.method(), HttpRequest.BodyPublishers.ofString(move.content()));
                    switch (move.kind()) {
                        case TAG -> request.header("If-Match", lastTag);
                        case LIST -> request.header("If-Match", "\\"never-issued\\", " + lastTag);
                        case STAR -> request.header("If-Match", "*");
                        case NONE_MATCH_STAR -> request.header("If-None-Match", "*");
                        case ANYWAY -> { }
                    }
                    return request.build();
                }

                HttpRequest.Builder builder(String url, String... fields) {
                    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
                    String authorization = System.getProperty("authorization", "");
                    if (!authorization.isEmpty()) {
                        request.header("Authorization", authorization);
                    }
                    for (int i = 0; i < fields.length; i += 2) {
                        request.header(fields[i], fields[i + 1]);
                    }
                    return request;
                }

                HttpResponse<String> get(String url) throws Exception {
                    return client.send(builder(url).build(), HttpResponse.BodyHandlers.ofString());
                }

                /** Makes a resource, under a name of its own or where the target says. */
                String made(String method, String token, String content, String... fields) throws Exception {
                    String url = method.equals("PUT") ? BASE + "try-" + UUID.randomUUID() : BASE;
                    HttpResponse<String> answer = client.send(
                            builder(url, fields)
                                    .method(method, HttpRequest.BodyPublishers.ofString(content))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertTrue(answer.statusCode() < 300, () -> "it could not be made: " + answer);
                    return method.equals("PUT")
                            ? url
                            : URI.create(url).resolve(answer.headers().firstValue("Location").orElseThrow()).toString();
                }
            }
            """;
}
