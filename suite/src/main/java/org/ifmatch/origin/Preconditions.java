package org.ifmatch.origin;

/** The order among the conditional fields (RFC 9110 §13.2.2); the steps are numbered as there. */
final class Preconditions {

    private Preconditions() {}

    static Verdict evaluate(Conditions conditions) {
        return protectsFromLostUpdate(conditions) ? cacheSteps(conditions) : Verdict.FAILED;
    }

    /** Steps 1 and 2: with If-Match in the request, If-Unmodified-Since is not even looked at. */
    static boolean protectsFromLostUpdate(Conditions conditions) {
        return conditions.ifMatch().or(conditions::ifUnmodifiedSince).orElse(true);
    }

    /** Steps 3 and 4: with If-None-Match in the request, If-Modified-Since is not even looked at. */
    static Verdict cacheSteps(Conditions conditions) {
        if (conditions.ifNoneMatch().or(conditions::ifModifiedSince).orElse(true)) {
            return Verdict.PROCEED;
        }
        return conditions.request().reads() ? Verdict.NOT_MODIFIED : Verdict.FAILED;
    }
}
