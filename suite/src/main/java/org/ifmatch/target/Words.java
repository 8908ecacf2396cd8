package org.ifmatch.target;

import java.util.regex.Pattern;

/** The words of HTTP and JSON that a file may hold, checked before they go over the wire. */
final class Words {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern FIELD_NAME = Pattern.compile(TOKEN);
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            TOKEN + "/" + TOKEN + "([ \t]*;[ \t]*" + TOKEN + "=(" + TOKEN + "|\"[ -~&&[^\"\\\\]]*\"))*");
    private static final Pattern JSON_POINTER = Pattern.compile("(/([^~/]|~[01])*)*");
    private static final Pattern PATH_NAME = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@{}-]|%[0-9A-Fa-f]{2})+");

    private Words() {}

    /** RFC 9110 §5.1. */
    static boolean isFieldName(String text) {
        return FIELD_NAME.matcher(text).matches();
    }

    /** RFC 9110 §5.5, without white space around it. */
    static String fieldValue(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("holds a line end, which would start another field");
        }
        if (!text.chars().allMatch(each -> each == '\t' || each >= ' ' && each != 0x7f && each <= 0xff)) {
            throw new IllegalArgumentException("holds a control or a character beyond Latin-1");
        }
        if (!text.strip().equals(text) || text.isEmpty()) {
            throw new IllegalArgumentException("is empty, or has white space at an end");
        }
        return text;
    }

    /** RFC 9110 §8.3.1. */
    static String mediaType(String text) {
        if (!MEDIA_TYPE.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a media type, such as application/json");
        }
        return text;
    }

    /** RFC 6901 §3. */
    static String jsonPointer(String text) {
        if (!JSON_POINTER.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a JSON pointer, such as /note; a '~' in a name is written ~0");
        }
        return text;
    }

    /** A template of the last part of a path; {@code {{id}}} makes it new for each resource. */
    static String resourceName(String text) {
        Template name = new Template(text);
        if (!name.has("id") || name.has("nonce")) {
            throw new IllegalArgumentException("needs {{id}}, which makes the name new, and no {{nonce}}");
        }
        if (!PATH_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("has a character that one part of a path may not have; write it as %XX");
        }
        return text;
    }

    /** A template of a body in which each write can be told from every other. */
    static String body(String text) {
        if (!new Template(text).has("nonce")) {
            throw new IllegalArgumentException("needs {{nonce}}, which makes each write different");
        }
        return text;
    }
}
