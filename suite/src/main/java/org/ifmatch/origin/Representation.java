package org.ifmatch.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A representation that was selected for a request (RFC 9110 §3.2): as it is stored, coded with gzip, or as a page. */
record Representation(
        byte[] octets, String type, Optional<String> coding, Optional<Tag> tag, Optional<Instant> modified) {

    /** The representation of a version that the request's Accept and Accept-Encoding ask for (§12.5.1, §12.5.3). */
    static Representation select(Request request, Version version) {
        if (Negotiation.asksForPage(request, version.content())) {
            return page(version);
        }
        return version.gzipTag().isPresent() && accepts(request, "gzip") ? coded(version) : plain(version);
    }

    static Representation plain(Version version) {
        Content content = version.content();
        return new Representation(
                content.octets(), content.type(), Optional.empty(), version.tag(), version.modified());
    }

    private static Representation page(Version version) {
        Content page = Negotiation.page(version.content());
        return new Representation(page.octets(), page.type(), Optional.empty(), version.pageTag(), version.modified());
    }

    private static Representation coded(Version version) {
        Content content = version.content();
        return new Representation(
                gzip(content.octets()), content.type(), Optional.of("gzip"), version.gzipTag(), version.modified());
    }

    /** Whether a coding is named with a weight above zero; one that is not named is not used here. */
    private static boolean accepts(Request request, String coding) {
        return request.value("Accept-Encoding").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(member -> member.replaceAll("[ \\t]", "").toLowerCase(Locale.ROOT))
                .anyMatch(member -> member.startsWith(coding)
                        && member.substring(coding.length()).matches("(;q=(?!0(\\.0*)?$).*)?"));
    }

    /** The coder writes no time into its header, so that the same octets always give the same octets. */
    private static byte[] gzip(byte[] octets) {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream coder = new GZIPOutputStream(coded)) {
            coder.write(octets);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return coded.toByteArray();
    }
}
