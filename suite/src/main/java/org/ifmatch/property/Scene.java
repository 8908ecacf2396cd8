package org.ifmatch.property;

import java.util.ArrayList;
import java.util.List;

/** A program as it is told: each request an act, and a request that was repeated many times one act. */
record Scene(Played played, List<Act> acts) {

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
                    && before.get(0).lines().isEmpty()
                    && done.get(i).lines().isEmpty();
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

    /** The text that stands for the nonce of a write, the same each time that a story is told. */
    static String token(int write) {
        return String.format("n%031d", write);
    }
}
