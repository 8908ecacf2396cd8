package org.ifmatch.linear;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.observe.Call;
import org.ifmatch.observe.History;

/**
 * Histories as JSON Lines, "ifmatch-history/1": a header, then a line an operation. Keys come in any order, unknown ones are
 * passed over.
 */
public final class HistoryFile {

    private static final String FORMAT = "ifmatch-history/1";

    /** Wrong lines that are told; what is wrong once is often wrong everywhere. */
    private static final int MOST_TOLD = 5;

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private HistoryFile() {}

    /** The file cannot be taken for a history; the message names lines, and what is wrong with each. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(List<String> wrong) {
            super(String.join("\n", wrong));
        }
    }

    // Reading.

    /** @throws IOException if the file itself cannot be read */
    public static Trace read(InputStream from) throws IOException, Unreadable {
        return new Reading().all(from);
    }

    /** What is wrong with one line. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String what) {
            super(what);
        }
    }

    private static final class Reading {
        private final List<String> wrong = new ArrayList<>();
        private Trace.Builder builder;
        private int line;

        // Of the line being read.
        private long id;
        private long client;
        private String method;
        private String ifMatch;
        private String ifNoneMatch;
        private long status;
        private String tag;
        private String version;
        private long called;
        private long returned;
        private int seen;

        private static final int CLIENT = 1;
        private static final int METHOD = 2;
        private static final int STATUS = 4;
        private static final int CALLED = 8;

        Trace all(InputStream from) throws IOException, Unreadable {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(
                            from,
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    1 << 16);
            try {
                for (String text = lines.readLine();
                        text != null && wrong.size() < MOST_TOLD;
                        text = lines.readLine()) {
                    line++;
                    if (line == 1 && text.startsWith("\uFEFF")) {
                        text = text.substring(1);
                    }
                    if (!text.isBlank()) {
                        line(text);
                    }
                }
            } catch (CharacterCodingException e) {
                throw new Unreadable(List.of("line " + (line + 1) + " or a later one: not UTF-8"));
            }
            if (builder == null && wrong.isEmpty()) {
                wrong.add("line 1: empty, where a header with \"format\":\"" + FORMAT + "\" was due");
            }
            if (!wrong.isEmpty()) {
                throw new Unreadable(wrong);
            }
            return builder.build();
        }

        private void line(String text) throws Unreadable {
            try (JsonParser json = JSON.createParser(text)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new Wrong("not an object");
                }
                if (builder == null) {
                    header(json);
                } else {
                    operation(json);
                }
                if (json.nextToken() != null) {
                    throw new Wrong("something follows the object");
                }
            } catch (JsonProcessingException e) {
                wrong.add("line " + line + ": not JSON: " + e.getOriginalMessage());
            } catch (Wrong e) {
                wrong.add("line " + line + ": " + e.getMessage());
            } catch (IOException e) {
                throw new IllegalStateException("reading from a text cannot fail", e);
            }
            if (builder == null) {
                throw new Unreadable(wrong);
            }
        }

        private void header(JsonParser json) throws IOException, Wrong {
            String format = null;
            String init = null;
            String of = null;
            boolean hasInit = false;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                switch (key) {
                    case "format" -> format = text(json, key);
                    case "init" -> {
                        init = text(json, key);
                        hasInit = true;
                    }
                    case "v" -> of = text(json, key);
                    default -> json.skipChildren();
                }
            }
            if (!FORMAT.equals(format)) {
                throw new Wrong(
                        format == null
                                ? "a header with \"format\":\"" + FORMAT + "\" was due"
                                : "the format is \"" + format + "\", where \"" + FORMAT + "\" was due");
            }
            if (!hasInit) {
                throw new Wrong(
                        "the header has no \"init\": the tag before the first operation, or null where there was nothing");
            }
            builder = new Trace.Builder(init != null || of != null, Optional.ofNullable(init), Optional.ofNullable(of));
        }

        private void operation(JsonParser json) throws IOException, Wrong {
            id = builder.size();
            ifMatch = null;
            ifNoneMatch = null;
            tag = null;
            version = null;
            returned = Trace.NEVER;
            seen = 0;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                field(json, key);
            }
            require(CLIENT, "c");
            require(METHOD, "m");
            require(STATUS, "st");
            require(CALLED, "call");
            if (!Trace.METHODS.contains(method)) {
                throw new Wrong(
                        "\"m\" is \"" + method + "\", where one of " + String.join(", ", Trace.METHODS) + " was due");
            }
            if (status != 0 && (status < 100 || status > 599)) {
                throw new Wrong("\"st\" is " + status + ", where a status or 0 was due");
            }
            if (returned < called) {
                throw new Wrong("\"ret\" is before \"call\"");
            }
            builder.add(
                    number(id, "id"),
                    number(client, "c"),
                    method,
                    ifMatch,
                    ifNoneMatch,
                    (int) status,
                    tag,
                    version,
                    called,
                    returned);
        }

        private void field(JsonParser json, String key) throws IOException, Wrong {
            switch (key) {
                case "id" -> id = whole(json, key);
                case "c" -> {
                    client = whole(json, key);
                    seen |= CLIENT;
                }
                case "m" -> {
                    method = text(json, key);
                    seen |= METHOD;
                }
                case "im" -> ifMatch = text(json, key);
                case "inm" -> ifNoneMatch = text(json, key);
                case "st" -> {
                    status = whole(json, key);
                    seen |= STATUS;
                }
                case "tag" -> tag = text(json, key);
                case "v" -> version = text(json, key);
                case "call" -> {
                    called = whole(json, key);
                    seen |= CALLED;
                }
                case "ret" -> returned = json.currentToken() == JsonToken.VALUE_NULL ? Trace.NEVER : whole(json, key);
                default -> json.skipChildren();
            }
        }

        private void require(int key, String name) throws Wrong {
            if ((seen & key) == 0) {
                throw new Wrong("\"" + name + "\" is missing");
            }
        }

        private static int number(long value, String key) throws Wrong {
            if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
                throw new Wrong("\"" + key + "\" is " + value + ", which is too large");
            }
            return (int) value;
        }

        private static String text(JsonParser json, String key) throws IOException, Wrong {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw new Wrong("\"" + key + "\" is no text");
            }
            return json.getText();
        }

        private static long whole(JsonParser json, String key) throws IOException, Wrong {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new Wrong("\"" + key + "\" is no whole number");
            }
            try {
                return json.getLongValue();
            } catch (JsonProcessingException e) {
                throw new Wrong("\"" + key + "\" is too large");
            }
        }
    }

    // Writing.

    /** Writes a history; the header says in "v" which version the start was, where its tag does not. */
    public static void write(History history, OutputStream to) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(to)) {
            json.setRootValueSeparator(null);
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            header(history, json);
            for (Call call : history.calls()) {
                json.writeRaw('\n');
                operation(call, json);
            }
            json.writeRaw('\n');
        }
    }

    private static void header(History history, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("n", history.calls().size());
        json.writeNumberField(
                "clients",
                history.calls().stream().mapToInt(Call::client).distinct().count());
        Optional<String> tag = history.start().flatMap(History.Start::tag);
        text("init", tag, json);
        Optional<String> version = history.start().map(History.Start::version);
        if (!version.equals(tag)) {
            text("v", version, json);
        }
        json.writeEndObject();
    }

    private static void operation(Call call, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", call.id());
        json.writeNumberField("c", call.client());
        json.writeStringField("m", call.method());
        text("im", call.ifMatch(), json);
        if (call.ifNoneMatch().isPresent()) {
            text("inm", call.ifNoneMatch(), json);
        }
        json.writeNumberField("st", call.status());
        text("tag", call.tag(), json);
        text("v", call.version(), json);
        json.writeNumberField("call", call.called());
        if (call.returned().isPresent()) {
            json.writeNumberField("ret", call.returned().getAsLong());
        } else {
            json.writeNullField("ret");
        }
        json.writeEndObject();
    }

    private static void text(String key, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(key, value.get());
        } else {
            json.writeNullField(key);
        }
    }
}
