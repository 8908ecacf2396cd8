package org.ifmatch.target;

/** How the suite says who it is. No {@code toString} shows a secret. */
public sealed interface Auth {

    /** Requests carry no credentials. */
    record None() implements Auth {}

    /** RFC 6750 §2.1: a token in the Authorization field. */
    record Bearer(String token) implements Auth {
        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /** RFC 7617: a user and a password, sent with every request. */
    record Basic(String user, String password) implements Auth {
        @Override
        public String toString() {
            return "Basic[" + user + ", ***]";
        }
    }

    /** RFC 7616: a user and a password, proved on challenge. */
    record Digest(String user, String password) implements Auth {
        @Override
        public String toString() {
            return "Digest[" + user + ", ***]";
        }
    }
}
