package org.ifmatch.linear;

import org.ifmatch.observe.Call;

/** How operations, clients and versions are called in sentences. */
final class Words {

    private static final int LONGEST = 20;

    private final Operations operations;
    private final Trace trace;

    Words(Operations operations) {
        this.operations = operations;
        this.trace = operations.trace;
    }

    /** Clients are letters as long as there are letters. */
    static String client(int number) {
        return number >= 0 && number < 26 ? String.valueOf((char) ('A' + number)) : "client " + number;
    }

    String version(int state) {
        if (state == Register.ABSENT) {
            return "absence";
        }
        return state < trace.texts() ? shortened(trace.textOf(state)) : "a version that no answer showed";
    }

    String tag(int number) {
        return shortened(trace.textOf(number));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** "A's PUT #17". */
    String name(int i) {
        return client(trace.client[i]) + "'s " + Trace.METHODS.get(trace.method[i]) + " #" + trace.id[i];
    }

    /** What the operation and its answer say, as the head of a sentence. */
    String says(int i) {
        Call call = trace.call(i);
        String asked = name(i)
                + call.ifMatch().map(t -> " If-Match: " + shortened(t)).orElse("")
                + call.ifNoneMatch().map(t -> " If-None-Match: " + shortened(t)).orElse("");
        if (operations.shows[i] != Trace.NONE) {
            return asked + " read " + version(operations.shows[i]);
        }
        String answered = call.status() == 0 ? " had no answer" : " was answered " + call.status();
        return asked + answered + effect(i);
    }

    private String effect(int i) {
        if (!operations.writes(i)) {
            return "";
        }
        boolean removes = operations.effect[i] == Operations.REMOVES;
        String before = operations.names(i) ? version(operations.about[i]) : "what was there";
        String did = removes ? "removed " + before : "made " + version(operations.makes[i]);
        String after = !removes && operations.names(i) ? " in place of " + before : "";
        return (operations.sure[i] ? ": it " : ", but if performed it ") + did + after;
    }
}
