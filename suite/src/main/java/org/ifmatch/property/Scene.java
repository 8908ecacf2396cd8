package org.ifmatch.property;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** A program as it is told: each request an act, and a request that was repeated many times one act. */
record Scene(Played played, List<Act> acts) {

    private static final Set<Step.Wrote> OF_ONE_CONTENT =
            EnumSet.of(Step.Wrote.SAME, Step.Wrote.SPACED, Step.Wrote.EMPTY, Step.Wrote.REPEATED);

    /** Requests that are told as one. */
    record Act(List<Done> done) {

        Done last() {
            return done.get(done.size() - 1);
        }

        Done first() {
            return done.get(0);
        }

        int times() {
            return done.size();
        }

        /** Whether each time has content of its own. */
        boolean variesContent() {
            return times() > 1
                    && first().step()
                            .map(Step::wrote)
                            .filter(OF_ONE_CONTENT::contains)
                            .isEmpty();
        }

        /** Whether each time leaves a tag of its own. */
        boolean variesTag() {
            return first().shows().isPresent()
                    && done.stream().map(Done::shows).distinct().count() > 1;
        }

        String says() {
            String once = first().says();
            return times() == 1 ? once : once.substring(0, once.length() - 1) + ", " + times() + " times.";
        }
    }

    Scene {
        acts = List.copyOf(acts);
    }

    Act last() {
        return acts.get(acts.size() - 1);
    }

    static Scene of(Played played) {
        List<List<Done>> runs = new ArrayList<>();
        List<Done> done = played.done();
        for (int i = 0; i < done.size(); i++) {
            boolean judged = i == done.size() - 1;
            List<Done> before = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
            boolean same = !before.isEmpty()
                    && !judged
                    && !done.get(i).made()
                    && before.get(0).says().equals(done.get(i).says())
                    && before.get(0).lines().equals(done.get(i).lines());
            if (same) {
                before.add(done.get(i));
            } else {
                runs.add(new ArrayList<>(List.of(done.get(i))));
            }
        }
        List<Act> acts = new ArrayList<>();
        for (List<Done> run : runs) {
            if (run.size() > Telling.TOLD_ONE_BY_ONE) {
                acts.add(new Act(List.copyOf(run)));
            } else {
                run.forEach(each -> acts.add(new Act(List.of(each))));
            }
        }
        return new Scene(played, acts);
    }

    /** The texts that stand for the nonces of writes, the same each time that a story is told. */
    static final class Tokens {

        private final Map<String, String> all = new HashMap<>();
        private String last = "";
        private int writes;

        /** Numbers one more write; content that was written before keeps its text. */
        String of(String content) {
            Matcher nonce = CurlLines.NONCE.matcher(content);
            boolean found = nonce.find();
            if (!found || !all.containsKey(nonce.group())) {
                last = String.format("n%031d", ++writes);
            } else {
                last = all.get(nonce.group());
            }
            if (found) {
                all.put(nonce.group(), last);
            }
            return last;
        }

        /** The beginning of the texts of writes that are told as one; each ends in three digits, from these on. */
        String ofMany(Act act, int from) {
            String start = String.format("n%031d", ++writes).substring(0, 29);
            for (int i = 0; i < act.times(); i++) {
                Matcher nonce = CurlLines.NONCE.matcher(
                        new String(act.done().get(i).exchange().request().content(), StandardCharsets.UTF_8));
                last = start + String.format("%03d", from + i);
                if (nonce.find()) {
                    all.put(nonce.group(), last);
                }
            }
            return start;
        }

        /** The one of the last write. */
        String last() {
            return last;
        }
    }
}
