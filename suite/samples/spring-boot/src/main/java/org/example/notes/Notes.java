package org.example.notes;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Notes that two people can edit without losing either's work: the check and the write are one step. */
@SpringBootApplication
@RestController
@RequestMapping("/notes/")
public class Notes {

    private record Note(byte[] content, String tag) {}

    private final ConcurrentMap<String, Note> notes = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong(System.nanoTime());

    public static void main(String[] arguments) {
        SpringApplication.run(Notes.class, arguments);
    }

    @GetMapping("{name}")
    ResponseEntity<byte[]> read(@PathVariable String name, @RequestHeader HttpHeaders headers) {
        Note note = notes.get(name);
        if (note == null) {
            return ResponseEntity.notFound().build();
        }
        Optional<HttpStatus> refusal =
                Conditions.of(headers).refusal(Optional.of(note.tag()), HttpStatus.NOT_MODIFIED);
        if (refusal.isPresent()) {
            return ResponseEntity.status(refusal.get()).eTag(note.tag()).build();
        }
        return ResponseEntity.ok()
                .eTag(note.tag())
                .header("Content-Type", "application/json")
                .body(note.content());
    }

    @PutMapping("{name}")
    ResponseEntity<Void> write(
            @PathVariable String name, @RequestHeader HttpHeaders headers, @RequestBody byte[] content) {
        Conditions conditions = Conditions.of(headers);
        AtomicReference<ResponseEntity<Void>> answer = new AtomicReference<>();
        // compute() runs alone for this name: nobody writes between the check and the write.
        notes.compute(name, (same, old) -> {
            Optional<HttpStatus> refusal = conditions.refusal(tagOf(old), HttpStatus.PRECONDITION_FAILED);
            if (refusal.isPresent()) {
                answer.set(ResponseEntity.status(refusal.get()).build());
                return old;
            }
            Note note = new Note(content, "\"" + Long.toHexString(versions.incrementAndGet()) + "\"");
            HttpStatus status = old == null ? HttpStatus.CREATED : HttpStatus.NO_CONTENT;
            answer.set(ResponseEntity.status(status).eTag(note.tag()).build());
            return note;
        });
        return answer.get();
    }

    @DeleteMapping("{name}")
    ResponseEntity<Void> remove(@PathVariable String name, @RequestHeader HttpHeaders headers) {
        Conditions conditions = Conditions.of(headers);
        AtomicReference<ResponseEntity<Void>> answer =
                new AtomicReference<>(ResponseEntity.notFound().build());
        notes.computeIfPresent(name, (same, old) -> {
            Optional<HttpStatus> refusal = conditions.refusal(tagOf(old), HttpStatus.PRECONDITION_FAILED);
            answer.set(ResponseEntity.status(refusal.orElse(HttpStatus.NO_CONTENT)).build());
            return refusal.isPresent() ? old : null;
        });
        return answer.get();
    }

    private static Optional<String> tagOf(Note note) {
        return Optional.ofNullable(note).map(Note::tag);
    }
}
