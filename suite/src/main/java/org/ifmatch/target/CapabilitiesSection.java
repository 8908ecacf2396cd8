package org.ifmatch.target;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code capabilities}: what discovery would find, settled by hand. */
final class CapabilitiesSection {

    private static final String[] KEYS =
            Arrays.stream(Capability.values()).map(Capability::key).toArray(String[]::new);

    private CapabilitiesSection() {}

    static Map<Capability, CapabilityValue> read(Value value) {
        Map<Capability, CapabilityValue> settled = new EnumMap<>(Capability.class);
        value.section()
                .ifPresent(section -> section.only(KEYS)
                        .all()
                        .forEach((key, each) -> Capability.of(key)
                                .ifPresent(capability ->
                                        of(capability, each).ifPresent(known -> settled.put(capability, known)))));
        return settled;
    }

    private static Optional<CapabilityValue> of(Capability capability, Value value) {
        if (capability == Capability.ETAG) {
            return value.oneOf("a kind of entity tag", "strong", "weak", "none").map(CapabilityValue.Word::new);
        }
        if (capability == Capability.PATCH && value.isList()) {
            return value.list().map(items -> new CapabilityValue.Words(mediaTypes(items)));
        }
        return value.flag().map(CapabilityValue.Flag::new);
    }

    private static List<String> mediaTypes(List<Value> items) {
        return items.stream()
                .flatMap(item -> item.word(Words::mediaType).stream())
                .toList();
    }
}
