package org.ifmatch.report;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object that is read, with its place in the document, so that a complaint can say where something is wrong. */
record Json(JsonNode node, String place) {

    private static final ObjectMapper MAPPER = new ObjectMapper(
            new JsonFactoryBuilder().characterEscapes(new UnseenEscaped()).build());
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    /** Whoever lists a file in a terminal gets no order from a server: what is not seen as itself is written by its number. */
    private static final class UnseenEscaped extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.PRIVATE_USE -> new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
                default -> null;
            };
        }
    }

    /** The document is not what its format promises. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    static ObjectNode values(Map<String, Object> values) {
        return MAPPER.valueToTree(values);
    }

    static String line(ObjectNode node) {
        return written(MAPPER.writer(), node);
    }

    static String pretty(ObjectNode node) {
        return written(PRETTY, node) + "\n";
    }

    private static String written(ObjectWriter writer, ObjectNode node) {
        try {
            return writer.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON nodes could not be written", impossible);
        }
    }

    /** @throws Malformed when the text is no JSON object */
    static Json parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw new Malformed("is not a JSON object");
            }
            return new Json(node, "");
        } catch (JsonProcessingException e) {
            throw new Malformed("is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Reads a document as a whole; what is wrong with it becomes one sentence that names the file. */
    static <T> T read(String file, String text, Function<Json, T> reader) throws IOException {
        try {
            return reader.apply(parse(text));
        } catch (Malformed e) {
            throw new IOException(file + " cannot be read: it " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    void demandFormat(String format) {
        String found = optionalText("format").orElse("no format");
        if (!found.equals(format)) {
            throw new Malformed("has " + found + " where " + format + " was expected");
        }
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    String text(String key) {
        return demand(key, JsonNode::isTextual, "a text").textValue();
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    boolean flag(String key) {
        return demand(key, JsonNode::isBoolean, "true or false").booleanValue();
    }

    long number(String key) {
        return demand(key, JsonNode::isIntegralNumber, "a whole number").longValue();
    }

    Optional<Long> optionalNumber(String key) {
        return has(key) ? Optional.of(number(key)) : Optional.empty();
    }

    Optional<Double> optionalReal(String key) {
        return has(key)
                ? Optional.of(demand(key, JsonNode::isNumber, "a number").doubleValue())
                : Optional.empty();
    }

    Json child(String key) {
        return new Json(demand(key, JsonNode::isObject, "an object"), place + key + ".");
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array(key)) {
            texts.add(each.asText());
        }
        return texts;
    }

    <T> List<T> list(String key, Function<Json, T> reader) {
        List<T> read = new ArrayList<>();
        for (JsonNode each : array(key)) {
            read.add(reader.apply(new Json(each, place + key + "[" + read.size() + "].")));
        }
        return read;
    }

    /** The members of an object, in their order. */
    Map<String, Json> members(String key) {
        Map<String, Json> members = new LinkedHashMap<>();
        Json child = child(key);
        child.node
                .properties()
                .forEach(member ->
                        members.put(member.getKey(), new Json(member.getValue(), child.place + member.getKey() + ".")));
        return members;
    }

    Map<String, Object> values(String key) {
        Map<?, ?> read = MAPPER.convertValue(demand(key, JsonNode::isObject, "an object"), LinkedHashMap.class);
        return Plain.map(read);
    }

    private JsonNode array(String key) {
        return demand(key, JsonNode::isArray, "a list");
    }

    private JsonNode demand(String key, Function<JsonNode, Boolean> fits, String what) {
        JsonNode found = node.path(key);
        if (!fits.apply(found)) {
            throw new Malformed("lacks " + place + key + ", which must be " + what);
        }
        return found;
    }
}
