package org.ifmatch.origin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** All scenes by name. */
final class Scenes {

    static final Map<String, Scene> ALL = all();

    private Scenes() {}

    private static Map<String, Scene> all() {
        Map<String, Scene> all = new LinkedHashMap<>();
        Stream.of(
                        WriteScenes.all(),
                        ValueScenes.all(),
                        ReadScenes.all(),
                        OrderScenes.all(),
                        TagScenes.all(),
                        WireScenes.all())
                .forEach(all::putAll);
        return all;
    }
}
