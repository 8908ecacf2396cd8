package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** JSON for the formats that are not ours: written as ours is, so that no listing of a file gives orders to a terminal. */
public final class JsonText {

    private JsonText() {}

    public static ObjectNode object() {
        return Json.object();
    }

    public static ArrayNode texts(Collection<String> texts) {
        return Json.texts(texts);
    }

    /** The object on as many lines as it has parts, and a line end. */
    public static String pretty(ObjectNode node) {
        return Json.pretty(node);
    }
}
