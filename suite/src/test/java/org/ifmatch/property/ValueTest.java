package org.ifmatch.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ifmatch.property.Evaluation.Truth;
import org.ifmatch.property.Piece.OfTag;
import org.ifmatch.property.Piece.Plain;
import org.ifmatch.property.Piece.TagName;
import org.ifmatch.property.Value.Gap;
import org.ifmatch.property.Value.Member;
import org.ifmatch.target.Dialect.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValueTest {

    /** A resource whose tag was {@code "a1"}, then {@code "b2"}, and is {@code "c3"} now, beside one with {@code "d4"}. */
    private static final Role.Tags TAGS = new Role.Tags() {
        private final List<String> all = List.of("\"a1\"", "\"b2\"", "\"c3\"", "\"d4\"");

        @Override
        public Optional<TagName> named(Role.Base base) {
            return switch (base) {
                case OLDEST -> Optional.of(new TagName(0, 0));
                case PREVIOUS -> Optional.of(new TagName(0, 1));
                case CURRENT -> Optional.of(new TagName(0, 2));
                case OTHER -> Optional.of(new TagName(0, 3));
                default -> Optional.empty();
            };
        }

        @Override
        public String text(TagName name) {
            return all.get(name.number());
        }

        @Override
        public Optional<String> foreign() {
            return Optional.of("\"e5\"");
        }
    };

    private static List<String> lines(Value value) {
        return value.pieces(TAGS).orElseThrow().stream()
                .map(line -> line.stream().map(ValueTest::text).collect(Collectors.joining()))
                .toList();
    }

    private static String text(Piece piece) {
        return piece instanceof Plain plain
                ? plain.text()
                : piece instanceof OfTag of ? of.form().of(TAGS.text(of.tag())) : "";
    }

    @Test
    void a_value_is_resolved_to_the_tags_of_the_target() {
        assertThat(lines(Value.of(Role.PREVIOUS, Role.CURRENT))).containsExactly("\"b2\", \"c3\"");
        assertThat(lines(Value.of(Role.WEAK, Role.NOTHING, Role.STAR))).containsExactly("W/\"c3\", , *");
        assertThat(lines(Value.of(Role.NOTHING))).containsExactly("");
    }

    @Test
    void a_value_is_split_into_lines_and_spaced_as_its_gaps_say() {
        Value value = new Value(
                "If-Match",
                List.of(
                        new Member(Role.PREVIOUS, Gap.TABS, false),
                        new Member(Role.FOREIGN, Gap.TIGHT, false),
                        new Member(Role.CURRENT, Gap.USUAL, true)));

        assertThat(lines(value)).containsExactly("\t\"b2\",\"e5\"\t", "\"c3\"");
        assertThat(value.shapes())
                .contains("a list", "several field lines", "a tab", "no blank after a comma")
                .doesNotContain("an empty member");
    }

    @Test
    void a_value_is_told_in_words() {
        assertThat(Value.of(Role.CURRENT).words()).isEqualTo("the current tag");
        assertThat(Value.of(Role.NOTHING).words()).isEqualTo("an empty value");
        assertThat(new Value("If-Match", List.of(Member.of(Role.FOREIGN), new Member(Role.CURRENT, Gap.USUAL, true)))
                        .words())
                .isEqualTo(
                        "two field lines: a tag that was never issued on the first and the current tag on the second");
    }

    /** What a role is called and what it is on the wire belong together. */
    @ParameterizedTest
    @EnumSource
    void a_role_is_malformed_just_when_its_text_is(Role role) {
        Optional<List<Piece>> pieces = role.pieces(TAGS);
        if (pieces.isEmpty()) {
            assertThat(role).isEqualTo(Role.FOLLOWING);
            return;
        }
        String text = pieces.get().stream().map(ValueTest::text).collect(Collectors.joining());
        Truth truth = Evaluation.ifMatch(List.of(text), true, Optional.of("\"c3\""), Comparison.STRONG);
        Truth expected = role.isMalformed()
                ? Truth.MALFORMED
                : role == Role.CURRENT || role == Role.STRONG || role == Role.STAR ? Truth.TRUE : Truth.FALSE;
        assertThat(truth).as(text).isEqualTo(expected);
    }

    @Test
    void every_role_names_a_rule_of_the_catalogue() {
        for (Role role : Role.values()) {
            List<String> methods = role.rule().startsWith("foreign-tag")
                    ? List.of("put", "patch", "delete")
                    : List.of("put", "patch", "delete", "get");
            for (String method : methods) {
                String rule = String.format(role.rule(), method);
                boolean ofReads = method.equals("get") && role.rule().contains("%s");
                if (!ofReads) {
                    assertThat(org.ifmatch.rule.Catalogue.entry(rule)).as(rule).isNotNull();
                }
            }
        }
        assertThat(Arrays.stream(Role.values()).map(Role::words)).doesNotHaveDuplicates();
    }
}
