package org.ifmatch.linear;

/**
 * The sequential specification: a resource is absent or has one version, and a request meets it in one state and leaves it in
 * one. States are numbers: {@link #ABSENT}, or the number of a version.
 *
 * @param state the state it is in
 */
public record Register(int state) {

    public static final int ABSENT = 0;

    /** A state which nobody can name: present, made by a write that nobody saw. */
    static final int ANONYMOUS = -1;

    /** What a request did. */
    public enum Effect {
        NONE,
        MAKES,
        REMOVES
    }

    /**
     * In which states a request can have been answered as it was.
     *
     * @param absent whether in absence
     * @param present in which versions
     * @param version the version that {@code ONLY} and {@code BUT} speak of
     */
    public record Need(boolean absent, Present present, int version) {

        public static final Need ANY = new Need(true, Present.ALL, 0);
        public static final Need PRESENT = new Need(false, Present.ALL, 0);
        public static final Need ABSENT = new Need(true, Present.NONE, 0);
        public static final Need NEVER = new Need(false, Present.NONE, 0);

        public static Need only(int version) {
            return new Need(false, Present.ONLY, version);
        }

        public static Need not(int version) {
            return new Need(true, Present.BUT, version);
        }

        public boolean holds(int state) {
            if (state == Register.ABSENT) {
                return absent;
            }
            return switch (present) {
                case NONE -> false;
                case ALL -> true;
                case ONLY -> state == version;
                case BUT -> state != version;
            };
        }
    }

    /** Which versions a need allows. */
    public enum Present {
        NONE,
        ALL,
        ONLY,
        BUT
    }

    /**
     * What a request and its answer say.
     *
     * @param makes the version that it made, where it made one
     * @param sure whether it was done; if not, it may have been done at any time after its call, or never
     */
    public record Step(Need need, Effect effect, int makes, boolean sure) {

        static final Step NOTHING = new Step(Need.ANY, Effect.NONE, 0, true);

        public boolean isIdle() {
            return effect == Effect.NONE && need.equals(Need.ANY);
        }
    }

    public boolean allows(Step step) {
        return step.need().holds(state);
    }

    /** The register after a step that it allows. */
    public Register after(Step step) {
        if (!allows(step)) {
            throw new IllegalArgumentException(step + " cannot happen in state " + state);
        }
        return switch (step.effect()) {
            case NONE -> this;
            case MAKES -> new Register(step.makes());
            case REMOVES -> new Register(ABSENT);
        };
    }
}
