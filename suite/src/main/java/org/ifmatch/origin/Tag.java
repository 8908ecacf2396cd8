package org.ifmatch.origin;

/** An entity tag (RFC 9110 §8.8.3): an opaque text that names one representation, and whether it does so weakly. */
record Tag(boolean weak, String opaque) {

    static Tag strong(String opaque) {
        return new Tag(false, opaque);
    }

    static Tag weak(String opaque) {
        return new Tag(true, opaque);
    }

    /** Strong comparison (§8.8.3.2): a weak tag equals nothing, not even itself. */
    boolean stronglyEquals(Tag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /** Weak comparison (§8.8.3.2). */
    boolean weaklyEquals(Tag other) {
        return opaque.equals(other.opaque);
    }

    /** The tag as it stands in a field. */
    @Override
    public String toString() {
        return (weak ? "W/" : "") + '"' + opaque + '"';
    }
}
