package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {

    /** The examples of RFC 7396, Appendix A. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":"b"}             | {"a":"c"}                  | {"a":"c"}
                    {"a":"b"}             | {"b":"c"}                  | {"a":"b","b":"c"}
                    {"a":"b"}             | {"a":null}                 | {}
                    {"a":"b","b":"c"}     | {"a":null}                 | {"b":"c"}
                    {"a":["b"]}           | {"a":"c"}                  | {"a":"c"}
                    {"a":"c"}             | {"a":["b"]}                | {"a":["b"]}
                    {"a":{"b":"c"}}       | {"a":{"b":"d","c":null}}   | {"a":{"b":"d"}}
                    {"a":[{"b":"c"}]}     | {"a":[1]}                  | {"a":[1]}
                    ["a","b"]             | ["c","d"]                  | ["c","d"]
                    {"a":"b"}             | ["c"]                      | ["c"]
                    {"a":"foo"}           | null                       | null
                    {"e":null}            | {"a":1}                    | {"e":null,"a":1}
                    [1,2]                 | {"a":"b","c":null}         | {"a":"b"}
                    {}                    | {"a":{"bb":{"ccc":null}}}  | {"a":{"bb":{}}}
                    """)
    void a_merge_patch_is_merged(String document, String patch, String result) throws CannotApplyException {
        assertThat(patched(document, Patches.MERGE, patch)).isEqualTo(result);
    }

    /** After RFC 6902, Appendix A. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"foo":"bar"}         | {"op":"add","path":"/baz","value":"qux"}          | {"foo":"bar","baz":"qux"}
                    {"foo":["bar","baz"]} | {"op":"add","path":"/foo/1","value":"qux"}        | {"foo":["bar","qux","baz"]}
                    {"log":[1]}           | {"op":"add","path":"/log/-","value":2}            | {"log":[1,2]}
                    {"baz":"qux","a":1}   | {"op":"remove","path":"/baz"}                     | {"a":1}
                    {"foo":["a","b"]}     | {"op":"remove","path":"/foo/0"}                   | {"foo":["b"]}
                    {"baz":"qux"}         | {"op":"replace","path":"/baz","value":"boo"}      | {"baz":"boo"}
                    {"a":{"b":1},"c":{}}  | {"op":"move","from":"/a/b","path":"/c/d"}         | {"a":{},"c":{"d":1}}
                    {"a":[1]}             | {"op":"copy","from":"/a","path":"/b"}             | {"a":[1],"b":[1]}
                    {"a":1}               | {"op":"test","path":"/a","value":1}               | {"a":1}
                    {"a":1}               | {"op":"add","path":"","value":[]}                 | []
                    {"/":9,"~1":10}       | {"op":"test","path":"/~01","value":10}            | {"/":9,"~1":10}
                    """)
    void an_operation_is_performed(String document, String operation, String result) throws CannotApplyException {
        assertThat(patched(document, Patches.JSON_PATCH, "[" + operation + "]")).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    409 | {"op":"test","path":"/a","value":2}
                    409 | {"op":"remove","path":"/z"}
                    409 | {"op":"replace","path":"/z","value":1}
                    409 | {"op":"add","path":"/z/y","value":1}
                    409 | {"op":"add","path":"/list/9","value":1}
                    409 | {"op":"move","from":"/z","path":"/y"}
                    422 | {"op":"add","path":"/y"}
                    422 | {"op":"add","path":"y","value":1}
                    422 | {"op":"add","value":1}
                    422 | {"op":"frobnicate","path":"/a"}
                    """)
    void an_operation_that_cannot_be_performed_is_told_apart(int status, String operation) {
        assertThatThrownBy(() -> patched("{\"a\":1,\"list\":[]}", Patches.JSON_PATCH, "[" + operation + "]"))
                .isInstanceOfSatisfying(
                        CannotApplyException.class,
                        refused -> assertThat(refused.answer().status()).isEqualTo(status));
    }

    @Test
    void a_patch_that_fails_late_leaves_nothing_behind() {
        Content before = json("{\"a\":1}");
        String patch = "[{\"op\":\"add\",\"path\":\"/b\",\"value\":1},{\"op\":\"remove\",\"path\":\"/z\"}]";
        assertThatThrownBy(() -> Patches.apply(before, Patches.JSON_PATCH, patch.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CannotApplyException.class);
        assertThat(new String(before.octets(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    @Test
    void what_is_no_json_cannot_be_patched_nor_patch() {
        assertThatThrownBy(() -> patched("text", Patches.MERGE, "{}"))
                .isInstanceOfSatisfying(
                        CannotApplyException.class,
                        refused -> assertThat(refused.answer().status()).isEqualTo(409));
        assertThatThrownBy(() -> patched("{}", Patches.MERGE, "{} {}"))
                .isInstanceOfSatisfying(
                        CannotApplyException.class,
                        refused -> assertThat(refused.answer().status()).isEqualTo(400));
    }

    private static String patched(String document, String type, String patch) throws CannotApplyException {
        byte[] octets = Patches.apply(json(document), type, patch.getBytes(StandardCharsets.UTF_8))
                .octets();
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static Content json(String document) {
        return new Content(document.getBytes(StandardCharsets.UTF_8), "application/json");
    }
}
