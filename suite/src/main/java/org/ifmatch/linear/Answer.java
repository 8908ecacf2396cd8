package org.ifmatch.linear;

/** What the status of an answer tells of the request's effect. */
final class Answer {

    private Answer() {}

    /** The request was done. A 202 only promises it, and a 207 speaks of its parts. */
    static boolean succeeded(int status) {
        return status >= 200 && status < 300 && status != 202 && status != 207;
    }

    /** A write may have been done at any time after its call, or never: no answer, a promise, a redirection, 5xx. */
    static boolean isOpen(int status) {
        return status < 200
                || status == 202
                || status == 207
                || (status >= 300 && status < 400)
                || status == 408
                || status >= 500;
    }

    static boolean foundNothing(int status) {
        return status == 404 || status == 410;
    }
}
