package org.ifmatch.run;

import org.ifmatch.report.Recipe.Text;
import org.ifmatch.report.render.ShellLines;
import org.ifmatch.rule.Rule;
import org.ifmatch.target.Target;

/** How the suite is told to look at the same again: for races, and for what no single client can say. */
record Again(Target target, Settings settings) {

    private static final String EXAMINE = "java -jar suite/target/ifmatch.jar examine ";

    /** The command for what many writers showed, who meet by chance. */
    String raced(Rule rule) {
        return EXAMINE + named() + " --only=" + word(rule.id()) + " --seed=" + settings.seed() + " --race.seconds="
                + settings.raceSeconds() + "\n";
    }

    /** The command for what one rule's own requests showed, or all of the run's. */
    String examined(Rule rule) {
        boolean byAll = rule.overLedger().isPresent() || rule.overRun().isPresent();
        String only = byAll
                ? settings.chosen().map(patterns -> " --only=" + word(patterns)).orElse("")
                : " --only=" + word(rule.id());
        return "# no client says this by itself: look with the suite again\n" + EXAMINE + named() + only + " --seed="
                + settings.seed() + "\n";
    }

    /** An entry of a targets file is more than its URL. */
    private String named() {
        return target.equals(Target.bare(target.name(), target.url()))
                ? "--target.url=" + word(target.url().toString())
                : "--target=" + target.name();
    }

    private static String word(String text) {
        return ShellLines.word(Text.of(text));
    }
}
