package org.ifmatch.origin;

import java.time.Instant;
import java.util.Optional;

/** What is known when the tag of a new version is made. */
record Minting(String name, Optional<Version> before, Content content, Instant now, Serial serial) {}
