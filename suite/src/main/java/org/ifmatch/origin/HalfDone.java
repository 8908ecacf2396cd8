package org.ifmatch.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What a change of several members looks like before it is finished. */
final class HalfDone {

    private HalfDone() {}

    /** The content before, with the first of its changed members changed. */
    static Content firstMemberOnly(Content before, Content after) {
        try {
            JsonNode one = Patches.read(before.octets(), 400, "");
            JsonNode other = Patches.read(after.octets(), 400, "");
            if (one instanceof ObjectNode half) {
                for (Map.Entry<String, JsonNode> member : other.properties()) {
                    if (!member.getValue().equals(half.get(member.getKey()))) {
                        half.set(member.getKey(), member.getValue());
                        return after.withOctets(Patches.write(half));
                    }
                }
            }
        } catch (CannotApplyException notJson) {
            // Shown as it is.
        }
        return after;
    }
}
