package org.ifmatch.target;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML 1.2 as nodes that know their lines. */
final class Yaml {

    /** A file of more characters than this is no list of targets. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final String QUOTES = "; text with one of : # { } [ ] , & * ! | > ' \" % @ ` in it may need quotes";

    private Yaml() {}

    /**
     * The only document of a file; empty when nothing but comments stands in it.
     *
     * @throws TargetsFileException when it is no YAML
     */
    static Optional<Node> root(String file, String text) throws TargetsFileException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            throw new TargetsFileException(List.of(file + ":" + line + ": this is no YAML: " + problem(e) + QUOTES));
        } catch (YamlEngineException e) {
            throw new TargetsFileException(List.of(file + ": this is no YAML that can be read: it has more than "
                    + MOST_CHARACTERS + " characters, a control character, or too many references to anchors"));
        }
    }

    /** The line on which a node starts, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** What the parser says, without what it quotes: that may be a part of a secret. */
    private static String problem(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.startsWith("found undefined alias")) {
            return "'*' refers to an anchor that is not there";
        }
        if (problem.startsWith("found undefined tag handle")) {
            return "'!' starts a tag that is not known";
        }
        String plain = problem.replaceFirst("[,:]? but (found|got).*|found character.*|[:(].*", "")
                .strip();
        String context = e.getContext() == null ? "" : e.getContext();
        return plain.isEmpty() ? context : context.isEmpty() ? plain : context + ", " + plain;
    }
}
