package org.ifmatch.origin;

import java.util.Optional;

/** Habits without tags. */
interface NoTags extends Habits {

    @Override
    default Optional<Tag> tag(Minting minting) {
        return Optional.empty();
    }

    @Override
    default boolean isCoded(Content content) {
        return false;
    }
}
