package org.ifmatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.ifmatch.linear.Contradiction;
import org.ifmatch.linear.HistoryFile;
import org.ifmatch.linear.Linearity;
import org.ifmatch.linear.Linearizer;
import org.ifmatch.linear.Terms;
import org.ifmatch.linear.Trace;
import org.ifmatch.observe.Call;
import org.ifmatch.run.WrongUse;

/**
 * Tells whether a history file can have been one register. Linearizable is green, a violation red; what could not be decided
 * is red too, by a word of its own, since nothing that went wrong is ever green.
 */
final class CheckHistory {

    private final PrintStream out;

    CheckHistory(PrintStream out) {
        this.out = out;
    }

    /** Whether it is linearizable. */
    boolean check(Path file) throws WrongUse {
        long start = System.nanoTime();
        Trace trace = read(file);
        long parsed = System.nanoTime();
        Linearity said = new Linearizer(Terms.STRICT).check(trace);
        long checked = System.nanoTime();
        boolean green = verdict(trace, said);
        out.printf(Locale.ROOT, "operations: %d%n", trace.size());
        out.printf(Locale.ROOT, "clients: %d%n", trace.clients());
        out.printf(Locale.ROOT, "parse time: %.3f s%n", (parsed - start) / 1e9);
        out.printf(Locale.ROOT, "checking time: %.3f s%n", (checked - parsed) / 1e9);
        return green;
    }

    private static Trace read(Path file) throws WrongUse {
        try (InputStream in = Files.newInputStream(file)) {
            return HistoryFile.read(in);
        } catch (HistoryFile.Unreadable e) {
            throw new WrongUse(file + " is no history that can be read\n"
                    + e.getMessage().indent(2).stripTrailing());
        } catch (NoSuchFileException e) {
            throw new WrongUse("there is no file " + file);
        } catch (IOException e) {
            throw new WrongUse(file + " cannot be read: " + e.getMessage());
        }
    }

    private boolean verdict(Trace trace, Linearity said) {
        if (said instanceof Contradiction contradiction) {
            out.println("verdict: violation");
            out.println("what: " + contradiction.kind().says() + " (" + contradiction.kind() + ")");
            contradiction.sentences().forEach(sentence -> out.println("  - " + sentence));
            out.println("evidence:");
            Stream.concat(contradiction.operations().stream(), contradiction.links().stream())
                    .sorted()
                    .forEach(place -> out.println("  " + line(trace.call(place), contradiction, place)));
            Linearity writes = new Linearizer(Terms.STRICT.withoutReads()).check(trace);
            if (writes instanceof Linearity.Ordered) {
                out.println("without what reads showed: linearizable, the answers to writes agree with each other");
            }
            return false;
        }
        if (said instanceof Linearity.Undecided undecided) {
            out.println("verdict: unknown");
            out.println("why: " + undecided.why());
            return false;
        }
        out.println("verdict: linearizable");
        return true;
    }

    private static String line(Call call, Contradiction contradiction, int place) {
        return "#" + call.id()
                + " client " + call.client() + ": " + call.method()
                + call.ifMatch().map(t -> " If-Match: " + t).orElse("")
                + call.ifNoneMatch().map(t -> " If-None-Match: " + t).orElse("")
                + " -> " + (call.status() == 0 ? "no answer" : call.status())
                + call.tag().map(t -> " tag " + t).orElse("")
                + call.version().map(v -> " version " + v).orElse("")
                + " [" + call.called() + ", "
                + (call.returned().isPresent() ? String.valueOf(call.returned().getAsLong()) : "unknown") + "]"
                + (contradiction.links().contains(place) ? " (link)" : "");
    }
}
