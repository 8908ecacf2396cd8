package org.ifmatch.origin;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Patch documents: JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902), each applied as a whole or not at all. */
final class Patches {

    static final String MERGE = "application/merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";
    static final List<String> TYPES = List.of(MERGE, JSON_PATCH);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Patches() {}

    /** The content that a patch makes of the current one; nothing of the current one is changed. */
    static Content apply(Content current, String type, byte[] patch) throws CannotApplyException {
        JsonNode document = read(current.octets(), 409, "The content is not JSON, so that it cannot be patched.");
        JsonNode changes = read(patch, 400, "The patch is not JSON.");
        JsonNode result = type.equals(MERGE) ? merge(document, changes) : run(document, changes);
        return current.withOctets(write(result));
    }

    /** RFC 7396 §2. */
    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merge(merged.path(member.getKey()), member.getValue()));
            }
        });
        return merged;
    }

    private static JsonNode run(JsonNode document, JsonNode operations) throws CannotApplyException {
        if (!operations.isArray()) {
            throw new CannotApplyException(400, "A JSON Patch is an array of operations.");
        }
        JsonNode result = document;
        for (JsonNode operation : operations) {
            result = run(result, operation.path("op").asText(), operation);
        }
        return result;
    }

    /** RFC 6902 §4. */
    private static JsonNode run(JsonNode document, String op, JsonNode operation) throws CannotApplyException {
        JsonPointer path = pointer(operation, "path");
        switch (op) {
            case "add":
                return add(document, path, value(operation));
            case "remove":
                return remove(document, path);
            case "replace":
                return add(remove(document, path), path, value(operation));
            case "move":
                JsonPointer from = pointer(operation, "from");
                JsonNode moved = at(document, from);
                return add(remove(document, from), path, moved);
            case "copy":
                return add(
                        document, path, at(document, pointer(operation, "from")).deepCopy());
            case "test":
                if (!at(document, path).equals(value(operation))) {
                    throw new CannotApplyException(409, "The test at \"" + path + "\" failed.");
                }
                return document;
            default:
                throw new CannotApplyException(422, "There is no operation \"" + op + "\".");
        }
    }

    private static JsonNode add(JsonNode document, JsonPointer path, JsonNode value) throws CannotApplyException {
        if (path.matches()) {
            return value;
        }
        JsonNode parent = at(document, path.head());
        String last = path.last().getMatchingProperty();
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array && last.equals("-")) {
            array.add(value);
        } else if (parent instanceof ArrayNode array
                && path.last().getMatchingIndex() >= 0
                && path.last().getMatchingIndex() <= array.size()) {
            array.insert(path.last().getMatchingIndex(), value);
        } else {
            throw nothingAt(path);
        }
        return document;
    }

    private static JsonNode remove(JsonNode document, JsonPointer path) throws CannotApplyException {
        at(document, path);
        if (path.matches()) {
            return JsonNodeFactory.instance.nullNode();
        }
        JsonNode parent = at(document, path.head());
        if (parent instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(path.last().getMatchingIndex());
        }
        return document;
    }

    private static JsonNode at(JsonNode document, JsonPointer path) throws CannotApplyException {
        JsonNode found = document.at(path);
        if (found.isMissingNode()) {
            throw nothingAt(path);
        }
        return found;
    }

    private static JsonNode value(JsonNode operation) throws CannotApplyException {
        if (!operation.has("value")) {
            throw new CannotApplyException(422, "The operation has no value.");
        }
        return operation.get("value");
    }

    private static JsonPointer pointer(JsonNode operation, String member) throws CannotApplyException {
        String text = operation.path(member).asText("no pointer");
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw new CannotApplyException(422, "\"" + member + "\" is no JSON Pointer.");
        }
        return JsonPointer.compile(text);
    }

    private static CannotApplyException nothingAt(JsonPointer path) {
        return new CannotApplyException(409, "There is nothing at \"" + path + "\".");
    }

    static JsonNode read(byte[] octets, int status, String otherwise) throws CannotApplyException {
        try {
            JsonNode node = JSON.readTree(octets);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (IOException notJson) {
            // Said below, together with content that is empty.
        }
        throw new CannotApplyException(status, otherwise);
    }

    static byte[] write(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
