package org.ifmatch.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import java.util.zip.GZIPInputStream;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Response;
import org.ifmatch.target.Nonce;

/** Reads a GET's answer as a snapshot: whether there is a representation, and whose write its content shows. */
final class Reading {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Octets of coded content that are decoded at most: a few coded ones can stand for very many. */
    private static final int MOST_DECODED_OCTETS = 64 * 1024 * 1024;

    private static final int LARGE_OCTETS = 16 * 1024;

    private Reading() {}

    static Snapshot of(Exchange get, Nonce nonce) {
        if (get.response().isEmpty()) {
            return new Snapshot(get, Snapshot.Presence.UNKNOWN, List.of(), "");
        }
        Response response = get.response().get();
        if (response.isAbsence()) {
            return new Snapshot(get, Snapshot.Presence.ABSENT, List.of(), "");
        }
        if (response.status() != 200 && response.status() != 203) {
            return new Snapshot(get, Snapshot.Presence.UNKNOWN, List.of(), "");
        }
        return new Snapshot(get, Snapshot.Presence.PRESENT, nonces(plain(response), nonce), digest(response.content()));
    }

    private static List<String> nonces(byte[] content, Nonce nonce) {
        if (nonce instanceof Nonce.JsonPointer place) {
            return at(text(content), place.pointer());
        }
        if (nonce instanceof Nonce.Pattern place) {
            Matcher matcher = place.pattern().matcher(text(content));
            return matcher.find() && matcher.group(1) != null ? oursIn(matcher.group(1)) : List.of();
        }
        return Names.noncesIn(content);
    }

    private static List<String> at(String text, String pointer) {
        try {
            JsonNode node = JSON.readTree(text).at(pointer);
            if (node.isMissingNode() || node.isNull()) {
                return List.of();
            }
            return oursIn(node.asText());
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    /** A write may have put more than its nonce there. */
    private static List<String> oursIn(String value) {
        List<String> ours = Names.noncesIn(value);
        return ours.isEmpty() ? List.of(value) : ours;
    }

    /** Some targets code the content although identity was asked for; its nonces are to be found all the same. */
    private static byte[] plain(Response response) {
        boolean gzip = response.field("Content-Encoding")
                .map(value -> value.equalsIgnoreCase("gzip"))
                .orElse(false);
        if (gzip) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.content()))) {
                return in.readNBytes(MOST_DECODED_OCTETS);
            } catch (IOException e) {
                return response.content();
            }
        }
        return response.content();
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    /**
     * What tells these octets from others that come about by chance: SHA-256, or of megabytes, of which a run reads very many,
     * their number and two independent checksums.
     */
    static String digest(byte[] octets) {
        if (octets.length > LARGE_OCTETS) {
            return octets.length + "-" + checksum(new CRC32(), octets) + checksum(new CRC32C(), octets);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(Checksum checksum, byte[] octets) {
        checksum.update(octets);
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
