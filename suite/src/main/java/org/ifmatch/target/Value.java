package org.ifmatch.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What stands at a key of a file, taken as the reader expects it.
 *
 * <p>Whatever is not as expected becomes a mistake of the {@link Reading}, and the answer is empty. Scalars are taken as
 * they are written, whatever YAML would make of them: a password of digits is text.
 */
final class Value {

    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.ENV_TAG);
    private static final int SHOWN = 60;

    private final Reading reading;
    private final String key;
    private final int line;
    private final Node node;

    Value(Reading reading, String key, int line, Node node) {
        this.reading = reading;
        this.key = key;
        this.line = line;
        this.node = node;
    }

    /** The same, read for another purpose. */
    Value with(Reading other) {
        return new Value(other, key, line, node);
    }

    Reading reading() {
        return reading;
    }

    /** The place at which it stands, as messages show it. */
    String where() {
        return reading.mistakes().where(line);
    }

    /** Whether nothing at all stands here. */
    boolean isNothing() {
        return node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.NULL)
                && scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    /** Says what is wrong here. */
    void mistake(String what) {
        reading.mistakes().add(line, key, what);
    }

    /** A mapping. */
    Optional<Section> section() {
        if (!is(MappingNode.class, "a mapping (key: value)")) {
            return Optional.empty();
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            String name = ((ScalarNode) tuple.getKeyNode()).getValue();
            int where = Yaml.line(tuple.getKeyNode());
            Value value = new Value(reading, key.isEmpty() ? name : key + "." + name, where, tuple.getValueNode());
            Value first = values.putIfAbsent(name, value);
            if (first != null) {
                value.mistake("stands twice; the first is in line " + first.line);
            }
        }
        return Optional.of(new Section(this, values));
    }

    /** A list. */
    Optional<List<Value>> list() {
        if (!is(SequenceNode.class, "a list")) {
            return Optional.empty();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : ((SequenceNode) node).getValue()) {
            items.add(new Value(reading, key + "[" + items.size() + "]", Yaml.line(item), item));
        }
        return Optional.of(items);
    }

    /** Whether a list stands here. */
    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Text that may hold a secret: what of it comes out of the environment counts as one, and no message shows it. */
    Optional<String> text() {
        return text(Function.identity());
    }

    /** Text that may hold a secret, as the parser makes something of it. */
    <T> Optional<T> text(Function<String, T> parser) {
        return expanded().flatMap(expanded -> {
            expanded.values().forEach(reading.secrets()::add);
            return parsed(expanded.text(), parser, expanded.values(), "");
        });
    }

    /** Text that is no secret. */
    Optional<String> word() {
        return word(Function.identity());
    }

    /** Text that is no secret, as the parser makes something of it. */
    <T> Optional<T> word(Function<String, T> parser) {
        return expanded().flatMap(expanded -> parsed(expanded.text(), parser, expanded.values(), shown() + " "));
    }

    /** One of a few words; {@code what} says what each of them is: "a method that creates". */
    Optional<String> oneOf(String what, String... allowed) {
        return word(word -> {
            if (!Arrays.asList(allowed).contains(word)) {
                throw new IllegalArgumentException("is not " + what + "; allowed: " + String.join(", ", allowed));
            }
            return word;
        });
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> flag() {
        return oneOf("true or false", "true", "false").map(Boolean::valueOf);
    }

    /** A scalar with its variables replaced. */
    Optional<Environment.Expanded> expanded() {
        if (!is(ScalarNode.class, "a single value")) {
            return Optional.empty();
        }
        return parsed(written(), reading.environment()::expand, List.of(), "");
    }

    /** What a scalar is in the file. */
    String written() {
        return ((ScalarNode) node).getValue();
    }

    /** What stands in the file, in quotes and cut to a length that a message bears. */
    private String shown() {
        String raw = written();
        return "'" + (raw.length() <= SHOWN ? raw : raw.substring(0, SHOWN) + "...") + "'";
    }

    private <T> Optional<T> parsed(String text, Function<String, T> parser, List<String> hidden, String prefix) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            String what = e.getMessage();
            for (String each : hidden) {
                what = each.isEmpty() ? what : what.replace(each, "***");
            }
            mistake(prefix + what);
            return Optional.empty();
        }
    }

    private boolean is(Class<? extends Node> due, String what) {
        if (isNothing()) {
            mistake("has no value; " + what + " is due");
        } else if (!due.isInstance(node)) {
            mistake("is " + kind() + " where " + what + " is due");
        } else if (!TAGS.contains(node.getTag())) {
            mistake("has a YAML tag, which nothing here takes; text that starts with '!' needs quotes");
        } else {
            return true;
        }
        return false;
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        return node instanceof SequenceNode ? "a list" : "a single value";
    }
}
