package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file findings.jsonl: a header, a line a finding as it happens, and an end. Every line is on the disk before the
 * next thing is done, so that a run that dies leaves what it knew. Many threads may add to it.
 */
public final class Journal implements AutoCloseable {

    static final String FORMAT = "ifmatch-journal/1";

    private final Path file;
    private final OutputStream out;
    private final Redaction redaction;
    private final Map<String, Finding> written = new HashMap<>();
    private Optional<String> closed = Optional.empty();
    private long octets;

    private Journal(Path file, OutputStream out, Redaction redaction) {
        this.file = file;
        this.out = out;
        this.redaction = redaction;
    }

    /**
     * Begins a journal in place of the one that is there.
     *
     * @param begun the run as far as it is known when it begins
     * @throws IOException with a sentence that names the file
     */
    public static Journal open(
            Path file,
            Redaction redaction,
            About target,
            Run begun,
            Map<String, Object> capabilities,
            Optional<String> only)
            throws IOException {
        About shown = new About(target.name(), redaction.apply(target.url()), target.dialect());
        ObjectNode header = Json.object().put("format", FORMAT);
        header.set("target", PartsJson.write(shown));
        header.set("run", PartsJson.write(begun));
        header.set("capabilities", Json.values(Plain.map(redaction.apply(capabilities))));
        header.put("only", only.map(redaction::apply).orElse(null));
        Journal journal = new Journal(file, create(file), redaction);
        try {
            journal.line(header);
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    private static OutputStream create(Path file) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.newOutputStream(file).close();
            // What another writes to it meanwhile shows in its size, since nothing of it is written over.
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw WholeFile.cannot("write", file, e);
        }
    }

    /** Adds a finding; a later one of the same rule takes its place. */
    public synchronized void add(Finding finding) throws IOException {
        line(FindingJson.write(redaction.apply(finding)));
        written.put(finding.rule(), finding);
    }

    /** Ends the journal with the results as they stand; findings that differ from those added are added again. */
    public synchronized void end(Results results) throws IOException {
        for (Finding finding : results.findings()) {
            if (!finding.equals(written.get(finding.rule()))) {
                add(finding);
            }
        }
        line(JournalEnd.write(redaction.apply(results)));
        closed = Optional.of("it has ended");
        demandWhole();
    }

    /** What was written to a file that somebody removed meanwhile is nowhere. */
    private void demandWhole() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != octets) {
            throw new IOException(
                    "The journal " + file + " was removed or changed while it was written: let nobody else"
                            + " write to the folder of a run, and run it again.");
        }
    }

    /** A journal that is closed before its end reads as interrupted. */
    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private void line(ObjectNode node) throws IOException {
        if (closed.isPresent()) {
            throw new IOException("Nothing more is written to " + file + ": " + closed.get() + ".");
        }
        try {
            byte[] line = (Json.line(node) + "\n").getBytes(StandardCharsets.UTF_8);
            out.write(line);
            octets += line.length;
        } catch (IOException e) {
            closed = Optional.of("an earlier line could not be written whole");
            throw WholeFile.cannot("write", file, e);
        }
    }

    /**
     * The results that a journal holds. One without an end, or whose last line is cut off, is that of a run that was
     * interrupted.
     *
     * @throws IOException with a sentence that names the file, and the line when there is one
     */
    public static Results read(Path file) throws IOException {
        return JournalReader.read(file.toString(), WholeFile.read(file));
    }
}
