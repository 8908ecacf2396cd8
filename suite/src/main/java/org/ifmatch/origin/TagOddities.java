package org.ifmatch.origin;

import static org.ifmatch.origin.Oddity.odd;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags that are unusual, weak, or not there. */
final class TagOddities {

    static final List<Oddity> ALL = List.of(odd("weak-tags")
            .says("All tags are weak, so that no tag ever satisfies an If-Match.")
            .earns(Map.of("weak/only-tags", "NOTE"))
            .as(() -> new Habits() {
                @Override
                public Optional<Tag> tag(Minting minting) {
                    return Optional.of(Tag.weak(minting.serial().next()));
                }

                @Override
                public Optional<Tag> gzipTag(Minting minting) {
                    return Optional.of(Tag.weak(minting.serial().next()));
                }
            }));

    private TagOddities() {}
}
