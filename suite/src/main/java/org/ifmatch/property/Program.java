package org.ifmatch.property;

import java.util.List;

/**
 * What one client does, request by request, on resources that nobody else uses. A resource is made when it is first needed, and
 * replaced once where a tag is needed that was replaced, so that every part of a program means something by itself.
 *
 * @param start whether the first resource exists when the program begins
 */
record Program(Start start, List<Step> steps) {

    enum Start {
        EXISTING,
        MISSING
    }

    Program {
        steps = List.copyOf(steps);
    }

    static Program of(Step... steps) {
        return new Program(Start.EXISTING, List.of(steps));
    }

    static Program onNothing(Step... steps) {
        return new Program(Start.MISSING, List.of(steps));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(start == Start.MISSING ? "(A does not exist) " : "");
        steps.forEach(step -> text.append(step.words(nameOf(step.on()))).append("; "));
        return text.toString();
    }

    /** What people call a resource of a program. */
    static String nameOf(int resource) {
        return String.valueOf((char) ('A' + resource));
    }
}
