package org.ifmatch.origin;

import java.util.Optional;

/** Habits with weak tags only. */
interface WeakTags extends Habits {

    @Override
    default Optional<Tag> tag(Minting minting) {
        return Habits.super.tag(minting).map(tag -> Tag.weak(tag.opaque()));
    }

    @Override
    default Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
        return Habits.super.gzipTag(minting, plain).map(tag -> Tag.weak(tag.opaque()));
    }
}
