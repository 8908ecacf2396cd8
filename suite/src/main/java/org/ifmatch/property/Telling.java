package org.ifmatch.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ifmatch.observe.Known;
import org.ifmatch.report.Case;
import org.ifmatch.report.Story;
import org.ifmatch.rule.Exhibit;
import org.ifmatch.rule.Inquiry.Budget;

/** Tells what was found: in words, as lines for a shell, and as a test that stands by itself. */
final class Telling {

    /** The same request so many times in a row is told as one step. */
    static final int TOLD_ONE_BY_ONE = 3;

    private final Known known;
    private final Budget budget;
    private final String property;
    private final int number;

    Telling(Known known, Budget budget, String property, int number) {
        this.known = known;
        this.budget = budget;
        this.property = property;
        this.number = number;
    }

    Exhibit exhibit(Played played, String why) {
        Scene scene = Scene.of(played);
        List<Story.Step> steps = new ArrayList<>();
        for (Scene.Act act : scene.acts()) {
            String says = act.says() + (act == scene.last() ? verdict(played) : "");
            steps.add(new Story.Step(
                    says,
                    budget.proof()
                            .shown("step " + (steps.size() + 1), act.last().exchange())));
        }
        String what = String.join(" ", steps.stream().map(Story.Step::says).toList());
        Case told = new Case(
                what,
                played.broken().orElseThrow().judgement().outcome(),
                why,
                new Story(steps, new JUnitClass(known, scene, why, replay()).text()),
                new CurlLines(known, scene).text() + "# to find it again: " + replay() + "\n");
        return new Exhibit(List.of(told), Map.of());
    }

    private static String verdict(Played played) {
        Played.Broken broken = played.broken().orElseThrow();
        return " It was " + broken.due().words() + "; " + broken.judgement().why() + ".";
    }

    /** The command by which the same case is tried again, after the same ones before it. */
    private String replay() {
        return "mvn verify " + budget.replay() + " -Donly=" + property + " -Dseed=" + budget.seed() + " -Dtries="
                + number;
    }
}
