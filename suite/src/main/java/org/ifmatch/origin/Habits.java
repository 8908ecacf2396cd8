package org.ifmatch.origin;

/**
 * Every decision of the origin that a fault or an oddity replaces. As they stand here they are the honest ones; who
 * replaces none of them has an origin that does as RFC 9110 says.
 */
interface Habits extends ReadingHabits, JudgingHabits, KeepingHabits, ShowingHabits, WireHabits {

    /** The reference: nothing replaced. */
    static Habits honest() {
        return new Habits() {};
    }
}
