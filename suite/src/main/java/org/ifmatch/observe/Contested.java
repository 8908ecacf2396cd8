package org.ifmatch.observe;

import java.util.List;
import java.util.Optional;

/** A resource that is raced for, and what is known of its state between two rounds. */
public final class Contested {

    private final Resource resource;
    private boolean present;
    private Optional<String> tag = Optional.empty();
    private String version = "";
    private long touched = System.nanoTime();
    private boolean retired;
    private boolean unsure;
    private boolean hearsay;

    private Contested(Resource resource, boolean present) {
        this.resource = resource;
        this.present = present;
    }

    /** One that was just made, and is looked at only when its tag rests. */
    static Contested made(Resource resource) {
        return new Contested(resource, true);
    }

    /** One of which nothing is known before it is looked at, or under whose name nothing is. */
    static Contested unseen(Resource resource) {
        return new Contested(resource, false);
    }

    /** Whether what was written shows in its own content; that of a collection shows names at most. */
    boolean showsWrites() {
        return !resource.id().isEmpty();
    }

    public Resource resource() {
        return resource;
    }

    public boolean isPresent() {
        return present;
    }

    /** Its tag, as it stands in the ETag field. */
    public String tag() {
        return tag.orElseThrow(() -> new Unobtainable("a GET of it showed no ETag"));
    }

    Optional<String> knownTag() {
        return tag;
    }

    /** Which state it is in, told by the nonces that its content shows. */
    public String version() {
        return version;
    }

    Optional<History.Start> start() {
        return present ? Optional.of(new History.Start(tag, version)) : Optional.empty();
    }

    void is(Snapshot seen) {
        present = seen.isPresent();
        tag = seen.etag();
        version = version(seen.nonces());
        unsure = !seen.isKnown();
        hearsay = false;
        resource.leftAs(seen);
    }

    /** What an answer says of it, where answers have turned out to be true. */
    void becomes(String newTag, String newVersion) {
        present = true;
        tag = Optional.of(newTag);
        version = newVersion;
        hearsay = true;
    }

    /** Whether its state is known from an answer alone, and nobody has looked since. */
    boolean isHearsay() {
        return hearsay;
    }

    void touch() {
        touched = System.nanoTime();
        resource.leftUnknown();
    }

    long touched() {
        return touched;
    }

    /** Nothing more is raced for here: what is under way still may come into effect. */
    void retire() {
        retired = true;
    }

    boolean isUsable() {
        return !retired && !unsure;
    }

    static String version(List<String> nonces) {
        return String.join("+", nonces.stream().distinct().toList());
    }
}
