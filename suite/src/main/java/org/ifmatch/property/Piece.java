package org.ifmatch.property;

import java.math.BigInteger;

/** A part of a field value. What refers to a tag or a date is resolved to the target's own when it is sent. */
sealed interface Piece {

    /** Text that is the same on every target; each character is one octet. */
    record Plain(String text) implements Piece {}

    /** A tag that the target showed, or what is made of it. */
    record OfTag(TagName tag, Form form) implements Piece {}

    /** The Last-Modified that a resource shows now. */
    record Modified(int resource) implements Piece {}

    /** A tag by when it was first seen: the first one of a resource has the number 0. */
    record TagName(int resource, int number) {}

    /** What is made of a tag: the whole, or a change of the text between its quotes. */
    enum Form {
        WHOLE("%s", "%s") {
            @Override
            String of(String tag) {
                return tag;
            }
        },
        TEXT("$(text \"%s\")", "text(%s)") {
            @Override
            String of(String tag) {
                return text(tag);
            }
        },
        WITHOUT_LAST("$(text \"%s\" | sed 's/.$//')", "text(%s).replaceFirst(\".$\", \"\")") {
            @Override
            String of(String tag) {
                return text(tag).replaceFirst(".$", "");
            }
        },
        WITHOUT_FIRST("$(text \"%s\" | sed 's/^.//')", "text(%s).replaceFirst(\"^.\", \"\")") {
            @Override
            String of(String tag) {
                return text(tag).replaceFirst("^.", "");
            }
        },
        OTHER_CASE("$(text \"%s\" | tr 'a-zA-Z' 'A-Za-z')", "otherCase(text(%s))") {
            @Override
            String of(String tag) {
                StringBuilder other = new StringBuilder();
                for (char c : text(tag).toCharArray()) {
                    boolean lower = c >= 'a' && c <= 'z';
                    boolean upper = c >= 'A' && c <= 'Z';
                    other.append(lower ? (char) (c - 32) : upper ? (char) (c + 32) : c);
                }
                return other.toString();
            }
        },
        PERCENT(
                "%%$(text \"%1$s\" | od -An -tx1 -N1 | tr -d ' ')$(text \"%1$s\" | sed 's/^.//')",
                "String.format(\"%%%%%%02x\", (int) text(%1$s).charAt(0)) + text(%1$s).substring(1)") {
            @Override
            String of(String tag) {
                return String.format("%%%02x", (int) text(tag).charAt(0))
                        + text(tag).substring(1);
            }
        },
        NEXT("$(( $(text \"%s\") + 1 ))", "new java.math.BigInteger(text(%s)).add(java.math.BigInteger.ONE)") {
            @Override
            String of(String tag) {
                return new BigInteger(text(tag)).add(BigInteger.ONE).toString();
            }
        };

        private final String shell;
        private final String java;

        Form(String shell, String java) {
            this.shell = shell;
            this.java = java;
        }

        /** What it is for a tag as it stands in an ETag field. */
        abstract String of(String tag);

        /** The same as a shell writes it, for a variable such as {@code $T1}. */
        String inShell(String variable) {
            return String.format(shell, variable);
        }

        /** The same as a Java expression, for a variable such as {@code t1}. */
        String inJava(String variable) {
            return String.format(java, variable);
        }

        /** The text between the quotes of a tag; a tag without quotes is all text. */
        static String text(String tag) {
            String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
            return strong.length() > 1 && strong.startsWith("\"") && strong.endsWith("\"")
                    ? strong.substring(1, strong.length() - 1)
                    : strong;
        }
    }
}
