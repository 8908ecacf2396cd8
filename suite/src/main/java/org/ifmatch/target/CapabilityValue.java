package org.ifmatch.target;

import java.util.List;

/** What is known about one {@link Capability} of a target. */
public sealed interface CapabilityValue {

    /** Whether the target has the capability at all. */
    boolean present();

    /** The value as results.json shows it: a Boolean, a String, or a List of Strings. */
    Object plain();

    /** There or not. */
    record Flag(boolean present) implements CapabilityValue {
        @Override
        public Object plain() {
            return present;
        }
    }

    /** One of several kinds, such as {@code strong}; {@code none} stands for absence. */
    record Word(String word) implements CapabilityValue {
        @Override
        public boolean present() {
            return !word.equals("none");
        }

        @Override
        public Object plain() {
            return word;
        }
    }

    /** What it works with, such as media types; an empty list stands for absence. */
    record Words(List<String> words) implements CapabilityValue {
        public Words {
            words = List.copyOf(words);
        }

        @Override
        public boolean present() {
            return !words.isEmpty();
        }

        @Override
        public Object plain() {
            return words;
        }
    }
}
