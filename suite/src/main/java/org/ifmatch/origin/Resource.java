package org.ifmatch.origin;

import java.util.Optional;

/** What a request is about: a name, and the state that it has at this moment, if there is one. */
record Resource(String name, Optional<Version> current) {

    boolean exists() {
        return current.isPresent();
    }
}
