package org.ifmatch.run;

import org.ifmatch.property.PropertyBook;
import org.ifmatch.rule.RuleBook;

/** The rule books that an examination takes. */
public final class Books {

    private static final RuleBook ALL = RuleBook.scripted().and(PropertyBook.book());

    private Books() {}

    /** Scripted rules, then properties. */
    public static RuleBook all() {
        return ALL;
    }
}
