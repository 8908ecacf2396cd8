package org.ifmatch.origin;

import java.util.Optional;

/** What becomes of a request: the answer, and the one change that is made together with it. */
record Outcome(Answer answer, Optional<Change> change) {

    /** The state that a resource is given; none removes it. */
    record Change(String name, Optional<Version> becomes) {}

    static Outcome unchanged(Answer answer) {
        return new Outcome(answer, Optional.empty());
    }

    static Outcome changed(Answer answer, String name, Version version) {
        return new Outcome(answer, Optional.of(new Change(name, Optional.of(version))));
    }

    static Outcome removed(Answer answer, String name) {
        return new Outcome(answer, Optional.of(new Change(name, Optional.empty())));
    }

    /** The same effect under another answer. */
    Outcome saying(Answer other) {
        return new Outcome(other, change);
    }
}
