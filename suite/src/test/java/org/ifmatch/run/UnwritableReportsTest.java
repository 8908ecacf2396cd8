package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ifmatch.http.Response;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.RunFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that cannot be written any more in the middle of a run: it is red, it says why, and it removes what it made. */
class UnwritableReportsTest {

    @TempDir
    Path folder;

    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean spoiled = new AtomicBoolean();

    /** What somebody does to the folder while the run is under way. */
    private interface Spoil {
        void folder(Path reports) throws IOException;
    }

    private Throwable examineWhile(Spoil spoil) throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:ignored-on-put");
                ScriptedServer server = watching(new Passing(origin.collection()), spoil)) {
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets: {it: {url: '" + server.url("/items/") + "', limits: {late: 0ms}}}\n");
            return catchThrowable(() -> Ran.in(folder, "target=it", "only=stale-tag/put-rejected,current-tag/put"));
        }
    }

    private ScriptedServer watching(Passing passing, Spoil spoil) {
        return ScriptedServer.start((request, connection) -> {
            Response answer = passing.answerTo(request);
            String path = request.target();
            if (request.method().equals("PUT") && answer.status() == 201) {
                made.add(path);
            }
            if (request.method().equals("DELETE") && answer.status() < 300) {
                made.remove(path);
            }
            // A condition is sent for the first time when discovery is over and the journal is open.
            if (Files.exists(folder.resolve("reports/it/findings.jsonl"))
                    && request.text().contains("If-Match")
                    && spoiled.compareAndSet(false, true)) {
                spoil.folder(folder.resolve("reports"));
            }
            connection.send(Passing.octets(request.method(), answer));
        });
    }

    private void demandRedAndTidy(Throwable thrown) {
        assertThat(spoiled).isTrue();
        assertThat(thrown).isInstanceOf(IOException.class);
        assertThat(RunFile.check(folder.resolve("reports"), "this build")).isNotEmpty();
        assertThat(made).isEmpty();
    }

    @Test
    void a_folder_that_was_removed_is_not_made_again_without_its_journal() throws Exception {
        Throwable thrown = examineWhile(reports -> {
            Files.delete(reports.resolve("it/findings.jsonl"));
            Files.delete(reports.resolve("it"));
        });
        demandRedAndTidy(thrown);
        assertThat(thrown)
                .hasMessage("The journal " + folder.resolve("reports/it/findings.jsonl")
                        + " was removed or changed while it"
                        + " was written: let nobody else write to the folder of a run, and run it again.");
    }

    @Test
    void a_folder_in_whose_place_a_file_stands_is_named() throws Exception {
        Throwable thrown = examineWhile(reports -> {
            Files.move(reports.resolve("it"), folder.resolve("away"));
            Files.writeString(reports.resolve("it"), "in the way");
        });
        demandRedAndTidy(thrown);
    }

    @Test
    void a_journal_to_which_somebody_else_writes_is_not_believed() throws Exception {
        Throwable thrown = examineWhile(reports ->
                Files.writeString(reports.resolve("it/findings.jsonl"), "{\"id\":\"stale-tag/put-rejected\"}\n"));
        demandRedAndTidy(thrown);
    }
}
