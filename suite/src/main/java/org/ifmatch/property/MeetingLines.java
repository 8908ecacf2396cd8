package org.ifmatch.property;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.property.Meeting.Move;
import org.ifmatch.property.Met.Told;

/** A meeting as lines for a shell with curl, again and again: the statuses of a round stand on a line. */
final class MeetingLines {

    private static final String TAG =
            "  N=$(curl -s -o /dev/null -D -@ \"$A\" | tr -d '\\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: *//p'); T=${N:-${T:-}}\n";

    private final Met met;
    private final StringBuilder script = new StringBuilder();

    MeetingLines(Met met) {
        this.met = met;
    }

    String text() {
        Request creation = met.creation().request();
        boolean named = creation.method().equals("PUT");
        boolean authorized = CurlLines.isAuthorized(creation);
        String tag = TAG.replace("@", authorized ? " -H \"Authorization: $AUTHORIZATION\"" : "");
        script.append(authorized ? CurlLines.ASKING : "");
        script.append("for i in $(seq 200); do\n");
        if (named) {
            script.append("  A=").append(quoted(creation.url().toString().replaceFirst("[^/?]+(\\?.*)?$", "")));
            script.append("try-$RANDOM$RANDOM\n  curl -s -o /dev/null -X PUT \"$A\"");
        } else {
            script.append("  A=$(curl -s -o /dev/null -D - -X POST ")
                    .append(quoted(creation.url().toString()));
        }
        fields(creation);
        content(creation, "$i start");
        script.append(named ? "\n" : " | tr -d '\\r' | sed -n 's/^[Ll]ocation: *//p')\n");
        for (int round = 0; round < met.meeting().rounds(); round++) {
            script.append(round == 0 && met.meeting().rested() ? tag + "  sleep 0.1\n" : tag);
            for (Told told : met.told()) {
                if (told.round() == round) {
                    move(told);
                }
            }
            script.append("  wait; echo\n");
        }
        return script + "done   # the statuses of a round stand on a line\n";
    }

    private void move(Told told) {
        Request request = told.exchange().request();
        script.append("  curl -s -o /dev/null -w '%{http_code} ' -X ")
                .append(request.method())
                .append(" \"$A\"")
                .append(condition(told.move()));
        fields(request);
        if (request.content().length > 0) {
            content(request, "$i client " + (told.client() + 1) + " round " + (told.round() + 1));
        }
        script.append(" &\n");
    }

    private static String condition(Move move) {
        return switch (move) {
            case PUT, PUT_LARGE, DELETE, PATCH, POST -> " -H \"If-Match: $T\"";
            case PUT_LIST -> " -H \"If-Match: \\\"never-issued\\\", $T\"";
            case PUT_STAR -> " -H 'If-Match: *'";
            case CREATE -> " -H 'If-None-Match: *'";
            case PUT_ANYWAY, GET -> "";
        };
    }

    private void fields(Request request) {
        for (Field field : request.fields()) {
            boolean usual = field.is("Accept") && field.value().equals("*/*");
            if (!usual && !CurlLines.LEFT_OUT.contains(field.name().toLowerCase(Locale.ROOT))) {
                script.append(CurlLines.option(field));
            }
        }
    }

    private void content(Request request, String token) {
        String text = new String(request.content(), StandardCharsets.UTF_8);
        text = CurlLines.NAME.matcher(text).replaceAll("name");
        List<String> parts = List.of(CurlLines.NONCE.split(text, -1));
        script.append(" --data-binary ");
        for (int i = 0; i < parts.size(); i++) {
            script.append(i == 0 ? "" : "\"" + token + "\"").append(filled(parts.get(i)));
        }
    }

    /** Much of what means nothing is made where it is sent. */
    private static String filled(String text) {
        String dots = text.replaceFirst("^.*?(\\.{200,}).*$", "$1");
        return dots.equals(text) && !text.matches("\\.{200,}")
                ? quoted(text)
                : quoted(text.substring(0, text.indexOf(dots)))
                        + "\"$(head -c " + dots.length() + " /dev/zero | tr '\\0' .)\""
                        + quoted(text.substring(text.indexOf(dots) + dots.length()));
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : "'" + text.replace("'", "'\\''") + "'";
    }
}
