package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FaultTest {

    /**
     * A fault, the origin that it differs from if that is not the reference, a scene in which it shows, and a pattern of
     * what is seen there, with a dollar for a line end.
     */
    private static final String SHOWN = """
            ignored-everywhere / put old / 204 now cccc
            ignored-on-all-writes / put old / 204 now cccc
            ignored-on-put / put old / 204 now cccc
            ignored-on-patch / patch old / 204 now \\{"a":1,"b":2
            ignored-on-delete / delete old / 204 gone
            ignored-on-post / post old / 204 now bbbb\\$more
            ignored-on-collection-post / collection post old / 201 false
            ignored-on-get-and-head / get: old / 200 same tagged
            ignored-on-head / head: old / 200 same
            ignored-with-http10 / http/1.0 / 204 now cccc
            ignored-with-chunked-content / chunked / 204 now cccc
            ignored-without-content / empty content on old / 204 now
            ignored-with-coded-content / gzip content in a put / 204 now cccc
            ignored-with-large-content / large content on old / 204 now llllllllllll
            ignored-with-form-content / form content on old / 204 now cccc
            list-is-one-tag-on-patch-and-delete / list on patch / 412 same
            tag-of-ten-milliseconds-and-size / tags of three hundred versions / [1-9][0-9]?
            override-bypasses-the-check / overridden method / 204 now cccc
            if-none-match-replaces-if-match-on-writes / put: im false, inm no match / 204 now cccc
            if-modified-since-switches-if-match-off / put: im false, ims later / 204 now cccc
            range-switches-if-match-off / put: im false, range / 204 now cccc
            ignored-with-binary-content / binary content on old / 204 now cccc
            ignored-on-encoded-paths / put old by an encoded path / 204 now cccc
            only-the-first-request-of-a-connection-is-checked / put old / 204 now cccc
            one-write-in-forty-is-not-checked / sixty refusals, then current / 412 now cccc
            second-try-passes / put old twice / 204 now cccc
            unknown-tag-passes-on-delete / delete foreign / 204 gone
            unknown-tag-passes-on-patch / patch foreign / 204 now \\{"a":1,"b":2
            strong-tag-passes-where-tags-are-weak < odd:weak-tags / put foreign / 204 now cccc
            collection-post-answers-412-and-creates / collection post old / 412 false
            refused-collection-post-names-a-member / location of a refused collection post / 412 true
            ignored-on-urls-with-a-query / put old by a path with a query / 204 now cccc
            no-tag-is-current-for-chunked-content / chunked with the current tag / 412 same
            star-is-refused-on-delete / delete star / 412 same
            star-is-refused-on-reads / get: star / 412 same.*
            tag-of-the-first-kibibyte / another end of long content / true
            tag-of-the-words / another white space / true
            patch-answers-the-tag-before / answer to patch / 204 false
            put-answers-412-and-applies / put old / 412 now cccc
            patch-answers-412-and-applies / patch old / 412 now \\{"a":1,"b":2
            delete-answers-412-and-applies / delete old / 412 gone
            post-answers-412-and-applies / post old / 412 now bbbb\\$more
            put-answers-2xx-and-does-not-apply / put old / 204 same
            patch-answers-2xx-and-does-not-apply / patch old / 204 same
            delete-answers-2xx-and-does-not-apply / delete old / 204 same
            put-answers-204-and-applies-later / put old / 204 same
            truncates-before-it-checks / put old / 412 now
            refusal-moves-the-tag / put old / 412 same under another tag
            refusal-stores-the-media-type / put old, in full / 412 \\| bbbb \\| text/other \\| true \\| false \\|  \\|
            patch-applies-one-operation-before-it-checks / patch old, two operations / 412 now \\{"a":1,"b":1
            refused-delete-leaves-the-listing / listing after a refused delete / false
            locks-out-after-fifty-refusals / sixty refusals, then current / 412 same
            locks-out-after-five-writes / eight writes with the current tag / 412
            same-length-is-already-applied / put old / 204 same
            repeated-request-is-performed-again / post twice with one tag / 204 \\{"log":\\[1,1\\]\\}
            refused-get-deletes / get: old / 412 gone tagged
            any-tag-matches-what-exists / put foreign / 204 now cccc
            any-tag-of-its-history-matches / put old / 204 now cccc
            spent-tag-is-accepted-again / put twice with one tag / 204
            spent-tag-is-good-on-its-connection / put twice with one tag / 204
            only-the-previous-tag-is-refused / put foreign / 204 now cccc
            tags-of-other-resources-match / tag of another resource / 204 now cccc
            first-half-of-the-tag-is-compared / value: other last character / 204 now cccc
            beginning-of-the-tag-matches / value: cut short / 204 now cccc
            longer-tag-matches / value: made longer / 204 now cccc
            case-of-letters-is-ignored / value: upper case / 204 now cccc
            value-that-contains-the-tag-matches / value: inside a longer tag / 204 now cccc
            numbers-are-compared-as-numbers < odd:numbered-tags / value: with a zero before / 204 now cccc
            newer-version-matches < odd:numbered-tags / value: great number / 204 now cccc
            percent-encoding-is-decoded / value: percent-encoded / 204 now cccc
            weak-form-of-a-strong-tag-matches / value: weak form / 204 now cccc
            weak-tags-are-compared-weakly < odd:weak-tags / put current / 204 now cccc
            weak-tags-are-compared-byte-by-byte < odd:weak-tags / put current / 204 now cccc
            weak-tag-is-stored-without-its-mark < odd:weak-tags / value: strong form / 204 now cccc
            weak-tags-skip-the-check < odd:weak-tags / put old / 204 now cccc
            one-weak-member-spoils-the-list / value: weak form in list / 412 same
            lower-case-w-is-overlooked / value: lower-case w / 204 now cccc
            star-needs-a-strong-tag < odd:weak-tags / put star / 412 same
            star-needs-a-tag < odd:no-tags / put star / 412 same
            no-tag-skips-the-check < odd:no-tags / put foreign / 204 now cccc
            if-none-match-is-compared-strongly / get: inm weak match / 200 same tagged
            star-is-taken-literally / put star / 412 same
            star-is-refused-on-patch-and-delete / delete star / 412 same
            star-is-always-true / missing: PUT * / 201 200
            empty-content-does-not-exist / star on empty content / 412
            quotes-are-taken-off-before-the-star / value: quoted star / 204 now cccc
            star-with-space-around-is-not-one / value: star with space / 412 same
            first-character-star-is-enough / value: star and more / 204 now cccc
            star-within-a-tag-is-found / value: star inside a tag / 204 now cccc
            star-among-tags-crashes / value: star, then tag / 500 same
            nothing-to-compare-with-is-a-match / missing: PUT "o" / 201 200
            deleted-resource-counts-as-existing / deleted: PUT * / 201 now cccc
            tag-of-a-deleted-resource-matches / deleted: PUT last tag / 201 now cccc
            patch-with-star-creates / missing: PATCH * / 201 200
            patch-with-a-tag-creates / missing: PATCH "o" / 201 200
            missing-resource-is-a-failed-condition / missing: GET * / 412 404
            first-member-only / value: last of two / 412 same
            last-member-only / value: first of two / 412 same
            any-list-matches / value: two foreign / 204 now cccc
            splits-at-comma-and-space-only / value: no space / 412 same
            empty-member-spoils-the-list / value: empty members / 412 same
            empty-value-is-no-condition / value: empty / 204 now cccc
            list-of-nothing-is-no-condition / value: comma / 204 now cccc
            first-line-only / two lines, last current / 412 same
            last-line-only / two lines, first current / 412 same
            lines-are-joined-without-a-comma / two lines, last current / 412 same
            duplicate-member-spoils-the-list / value: twice / 412 same
            list-is-cut-after-fifty / value: last of a hundred / 412 same
            lines-are-cut-after-fifty / sixty lines / 412 same
            long-value-is-no-condition / value: long foreign / 204 now cccc
            splits-inside-tags / value: after a comma in a tag / 204 now cccc
            own-tags-do-not-survive-the-split / put current / 412 same
            parameters-are-cut-off / value: before a semicolon in a tag / 204 now cccc
            backslash-is-taken-off / value: after a backslash / 204 now cccc
            backslash-escapes-the-quote / value: after a tag that ends in a backslash / 412 same
            high-octets-are-no-condition / value: high octet / 204 now cccc
            high-octets-crash / value: high octet in list / 500 same
            value-ends-at-nul / value: nul inside / 204 now cccc
            malformed-is-no-condition / value: garbage / 204 now cccc
            unquoted-is-no-condition / value: unquoted foreign / 204 now cccc
            malformed-crashes / value: garbage / 500 same
            half-a-quote-is-no-condition / value: half-quoted foreign / 204 now cccc
            name-is-case-sensitive / lower-case name / 204 now cccc
            underscore-name-counts-more / underscore in the name / 204 now cccc
            similar-name-counts / another name / 412 same
            trailer-replaces-the-field / chunked, false trailer / 412 same
            late-fields-are-not-seen / sixty other lines before / 204 now cccc
            if-none-match-comes-first / get: im false, inm match / 304 same tagged
            if-modified-since-comes-first / get: im false, ims later / 304 same tagged
            true-if-none-match-is-enough / get: im false, inm no match / 200 same tagged
            nothing-is-judged-after-if-match / get: im true, inm match / 200 same tagged
            both-true-is-not-modified / get: im true, inm no match / 304 same tagged
            if-none-match-is-not-judged-after-if-match-on-writes / put: im true, inm match / 204 now cccc
            if-none-match-star-is-not-judged-after-if-match / put: im true, inm star / 204 now cccc
            two-stars-cancel-out / put: im star, inm star / 204 now cccc
            if-unmodified-since-counts-too / get: im true, ius past / 412 same tagged
            if-unmodified-since-overrides / get: im false, ius later / 200 same tagged
            invalid-date-beside-if-match-fails / get: im true, ius invalid / 412 same tagged
            if-modified-since-is-not-judged-after-if-match / get: im true, ims later / 200 same tagged
            if-modified-since-is-judged-on-put / put: im true, ims later / 412 same
            range-comes-first / get: im false, range / 206 same tagged
            range-beside-if-match-fails / get: im true, range / 412 same tagged
            unsatisfiable-range-is-a-failed-condition / get: im true, no such range / 412 same tagged
            true-if-range-overrides / get: im false, if-range true / 206 same tagged
            if-range-is-not-looked-at / get: im true, if-range false / 206 same tagged
            if-range-is-compared-weakly / get: im true, if-range weak / 206 same tagged
            if-range-counts-without-range / get: im true, if-range without range / 412 same tagged
            range-of-a-put-counts / put: im true, range / 204 now ccbb
            content-range-of-a-put-is-written-before-the-check / put: im false, content-range / 400 now ccbb
            first-line-decides / get: inm match, im false / 304 same tagged
            if-match-is-read-as-if-none-match / get: current / 304 same tagged
            condition-before-credentials / wrong credentials / 412
            condition-before-permission / forbidden / 412
            condition-before-redirect / moved / 412
            condition-before-method / read-only / 412
            condition-before-options / options / 412
            condition-before-trace / trace / 412
            condition-before-unknown-method / unknown method / 412
            condition-before-routing / nowhere / 412
            missing-member-is-a-failed-condition / missing: DELETE * / 412 404
            framing-is-not-checked / two hosts / 404
            current-tag-allows-the-method / read-only, current / 204
            current-tag-allows-the-media-type / unsupported patch, current / 204 now cccc
            too-large-with-current-tag-empties / too large, current / 204 now
            unknown-expectation-skips-the-check / unknown expectation / 204 now cccc
            unprocessable-content-is-a-failed-condition / unprocessable patch, current / 412 same
            condition-before-negotiation / not acceptable / 412
            stale-tag-is-answered-428 < odd:requires-a-condition / put old / 428 same
            list-of-tags-is-answered-428 < odd:requires-a-condition / value: first of two / 428 same
            write-without-condition-is-performed-and-answered-428 < odd:requires-a-condition / put without condition / 428 now cccc false
            answer-428-may-be-stored < odd:requires-a-condition / put without condition / 428 same max-age=60false
            answer-428-explains-nothing < odd:requires-a-condition / put without condition / 428 same true
            refuses-with-409 / put old / 409 same
            refuses-with-416 / put old / 416 same
            refuses-with-500 / put old / 500 same
            always-412 / put current / 412 same
            always-412-on-patch / patch current / 412 same
            always-412-on-delete / delete current / 412 same
            always-412-on-post / post current / 412 same
            always-412-on-get / get: current / 412 same tagged
            quoted-is-compared-with-unquoted / put current / 412 same
            if-none-match-is-answered-304-on-writes / put: inm star / 304 same
            if-match-is-answered-304-on-writes / put old / 304 same
            answer-412-may-be-stored / put old, in full / 412 \\| bbbb \\| text/plain \\| true \\| false \\| public, max-age=60 \\|
            answer-412-has-a-content-range / put old, in full / 412 \\| bbbb \\| text/plain \\| true \\| false \\|  \\| bytes 0-79/\\*
            answer-412-is-shorter-than-it-says / refusal, then get / broken off
            answer-412-echoes-the-tag / put old, in full / 412 \\| bbbb \\| text/plain \\| false \\| false \\|  \\|
            error-pages-have-tags / answer to an error / "[0-9a-f]{32}"
            answer-412-carries-another-version / put old, preferring / true
            answer-412-leaks / wrong credentials, leaking / 412 true
            get-is-cached-in-spite-of-writes / get, put, get / bbbb
            patch-without-condition-is-answered-412 / patch without condition / 412 same
            no-tag-on-get / tag of a get / 0 false false
            tag-is-not-quoted / tag of a get / 1 false false
            tag-has-a-lower-case-w / tag of a get / 1 false false
            tag-is-shown-twice / tag of a get / 2 true false
            head-shows-an-old-tag / head, put, head / false
            tag-moves-with-every-get / two gets / false true
            tag-of-the-path / put old / 204 now cccc
            weak-tag-of-the-path < odd:weak-tags / tag of a re-created resource / true
            tag-of-second-and-size / tags of three hundred versions / [1-9][0-9]?
            tag-of-the-size / put old / 204 now cccc
            new-resource-has-the-tag-of-its-second / tag of a re-created resource / true
            patch-leaves-the-tag / tag around a patch / true
            tag-of-inode-and-size / tags of three hundred versions / [1-9][0-9]?
            tag-is-an-eight-bit-counter / tags of three hundred versions / 256
            tag-is-an-eight-bit-checksum / tags of three hundred versions / [12][0-9]{2}
            counter-starts-again-after-delete / tag of a re-created resource / true
            content-moves-under-its-tag / two gets / true false
            gzip-keeps-the-tag / gzip / gzip true
            variants-share-the-tag / as a page / <pre>bbbb</pre>\\$true
            part-has-no-tag / part / 206 bb false
            part-has-a-tag-of-its-own / part / 206 bb false
            not-modified-has-no-tag / not modified / 304 false
            not-modified-has-another-tag / not modified / 304 false
            put-answers-the-tag-before / answer to put / 204 false dddd
            post-answers-the-tag-before / answer to post / false
            put-answers-a-tag-though-it-rewrote / answer to put / 204 true dddd\\$
            create-answers-the-tag-of-the-collection / answer to creation / 201 false
            last-modified-is-in-the-future / last-modified / true false
            gzip-tag-satisfies-no-write / gzip tag in a put / 412 same
            gzip-tags-skip-the-comparison / old gzip tag in a put / 204
            any-gzip-tag-of-its-history-matches / old gzip tag in a put / 204
            tag-of-another-variant-satisfies-a-get / gzip tag in a get without / 200 same tagged
            each-spelling-of-the-path-has-its-tag / two spellings / 204
            expecting-client-waits-for-ever / expect, old / broken off
            expecting-client-with-current-tag-waits-for-ever / expect, current / broken off
            invited-content-is-not-checked / expect, old / 100 204 now cccc
            invited-content-is-not-checked-again / expect, overtaken / 100 204 now cccc
            http10-is-sent-a-100 / http/1.0 with expect / 100
            unread-content-is-the-next-request / content withheld / 412  false
            early-412-is-cut-off / unread content is cut off / broken off
            early-412-does-not-say-close / content withheld / 412  true
            pipelined-requests-see-one-state / pipeline / 204 204 dddd
            requests-after-close-are-performed / after close / 412 false now dddd
            half-an-upload-is-visible / half an upload / now half
            end-of-connection-ends-an-upload / half an upload in chunks / now half
            large-content-is-spooled-into-place / large content on old / 412 now llllllllllll
            head-is-answered-412-with-content / head, then get / broken off
            space-before-colon-makes-another-name / space before the colon, foreign / 204 now cccc
            space-before-colon-is-overlooked / space before the colon, foreign / 412 same
            continued-line-is-cut / value: folded / 412 same
            if-unmodified-since-is-ignored / put: ius past / 204 now cccc
            if-unmodified-since-has-to-be-later / put: ius at the date / 412 same
            invalid-date-is-a-failed-condition / put: ius invalid / 412 same
            no-date-counts-as-modified < odd:no-last-modified / put: ius past / 412 same
            first-of-two-dates-counts / put: ius twice / 412 same
            if-none-match-star-is-ignored-on-put / put: inm star / 204 now cccc
            if-none-match-tag-is-ignored-on-put / put: inm match / 204 now cccc
            if-none-match-is-ignored-on-get / get: inm match / 200 same tagged
            only-the-first-request-of-a-connection-is-judged / second request, old / 204 now cccc
            after-a-refusal-nothing-is-judged / two refusals due / 204 now cccc
            chunked-conditions-come-from-the-trailer / chunked / 204 now cccc
            ignored-with-many-chunks / many chunks / 204 now llllllllllll
            ignored-with-length-zero / empty content on old / 204 now
            ignored-on-delete-with-http10 / http/1.0, delete / 204 gone
            ignored-while-a-client-expects / expect, old / 100 204 now cccc
            unread-chunks-are-the-next-request / chunks, then get / 412 400
            upload-empties-what-is-there / half an upload / now
            aborted-upload-moves-the-tag / half an upload / same under another tag
            judged-on-arrival-when-chunked / slow in chunks, overtaken / 204 now cccc
            judged-on-arrival-when-large / slow and large, overtaken / 204 now cccccccccccc
            append-of-a-client-that-hung-up-is-made-twice / hung up on a post / now bbbb\\$more\\$mo
            write-of-a-client-that-hung-up-comes-late / hung up on a put / same
            judged-on-arrival-only / slow, overtaken / 204 now cccc
            deleted-under-the-upload-is-created-again / slow, deleted / 201 now cccc
            loser-is-refused-and-applied / slow, overtaken / 412 now cccc
            loser-is-answered-500 / slow, overtaken / 500 now oooo
            reads-lag-behind / get, put, get / bbbb
            every-other-read-lags-behind / two gets / false false
            aborted-upload-keeps-its-lock / after half an upload / 423 same
            checked-when-queued / put current / 202 same
            """;

    private static final ExecutorService STAGES = Executors.newFixedThreadPool(4);

    @AfterAll
    static void stop() {
        STAGES.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> each_fault_shows_and_its_origin_without_it_does_not_show_it() {
        Map<List<String>, CompletableFuture<String>> seen = new LinkedHashMap<>();
        List<Row> rows = SHOWN.lines().map(Row::of).toList();
        rows.forEach(row -> List.of("fault:" + row.fault, row.honest)
                .forEach(name -> seen.computeIfAbsent(
                        List.of(name, row.scene),
                        play -> CompletableFuture.supplyAsync(() -> seen(name, row.scene), STAGES))));
        return rows.stream()
                .map(row -> dynamicTest(row.fault, () -> {
                    assertThat(seen.get(List.of("fault:" + row.fault, row.scene))
                                    .get())
                            .matches(row.pattern);
                    assertThat(seen.get(List.of(row.honest, row.scene)).get()).doesNotMatch(row.pattern);
                }));
    }

    @Test
    void every_fault_is_shown_by_a_test() {
        Set<String> shown =
                SHOWN.lines().map(line -> Row.of(line).fault).collect(Collectors.toCollection(TreeSet::new));
        shown.addAll(LateFaultTest.SHOWN);
        shown.addAll(RaceFaultTest.SHOWN);
        shown.addAll(CombinationFaultTest.SHOWN);
        assertThat(Fault.all()).extracting(Fault::label).containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void no_two_faults_have_one_label() {
        assertThat(Fault.all())
                .extracting(Fault::label)
                .doesNotHaveDuplicates()
                .allMatch(label -> label.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void a_fault_is_described_by_one_sentence() {
        assertThat(Fault.all()).extracting(Fault::says).allMatch(says -> says.matches("[A-Z].*\\."));
    }

    @Test
    void a_fault_names_the_rule_that_has_to_notice_it() {
        assertThat(Fault.all()).extracting(Fault::caughtBy).allMatch(rule -> rule.matches("[a-z0-9-]+/[a-z0-9-]+"));
        assertThat(Fault.all()).allMatch(fault -> !fault.alsoBreaks().contains(fault.caughtBy()));
    }

    @Test
    void each_class_of_faults_that_one_server_can_have_is_planted_in_two_ways() {
        Map<String, Long> planted = Fault.all().stream()
                .collect(Collectors.groupingBy(Fault::faultClass, TreeMap::new, Collectors.counting()));
        List<String> classes = Stream.iterate(1, i -> i + 1)
                .limit(22)
                .filter(i -> i != 16)
                .map(i -> "F%02d".formatted(i))
                .toList();
        assertThat(planted.keySet()).containsExactlyElementsOf(classes);
        assertThat(planted.values()).allMatch(count -> count >= 2);
    }

    /** A line of the table. */
    private record Row(String fault, String honest, String scene, String pattern) {

        static Row of(String line) {
            String[] parts = line.split(" / ", 3);
            String[] names = parts[0].split(" < ");
            return new Row(names[0], names.length > 1 ? names[1] : "reference", parts[1], parts[2]);
        }
    }

    /** Played again where it was broken off: on a busy machine an answer may come later than the stage waits for it. */
    static String seen(String name, String scene) {
        String seen = BROKEN_OFF;
        for (int tries = 0; tries < 3 && seen.equals(BROKEN_OFF); tries++) {
            seen = seen(name, origin -> Stage.play(Scenes.ALL.get(scene), origin));
        }
        return seen;
    }

    private static final String BROKEN_OFF = "broken off";

    static String seen(String name, Function<ReferenceOrigin, String> watch) {
        try (ReferenceOrigin origin = ReferenceOrigin.named(name)) {
            return watch.apply(origin).replace("\n", "$").strip();
        }
    }
}
