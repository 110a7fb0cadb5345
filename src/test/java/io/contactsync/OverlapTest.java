package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Change;
import io.contactsync.contact.Contact;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.SourceItem;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.DryRun;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.report.RunResult;
import io.contactsync.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chunks that are in progress at the same time. The source returns its second contact only once the first one is being
 * written, so the two are never in one chunk.
 */
class OverlapTest implements DryRun {

    private static final String JOB = io.contactsync.JobFixture.jobFile("""
            match: [digivault_id]
            fields:
              digivault_id: id
            """);

    @TempDir
    private Path folder;

    private final CountDownLatch firstWriteStarted = new CountDownLatch(1);
    private final CountDownLatch othersWritten = new CountDownLatch(1);
    private final CountDownLatch sourceExhausted = new CountDownLatch(1);
    private final List<String> created = new CopyOnWriteArrayList<>();

    private List<String> ids = new ArrayList<>();
    private Runnable firstWrite = () -> {};

    @Test
    void startsTheNextChunkWhileOneIsInProgress() {
        ids = List.of("1", "2", "3");
        firstWrite = () -> await(othersWritten);
        assertThat(created(run())).isEqualTo(3);
        assertThat(created).containsExactlyInAnyOrder("1", "2", "3").endsWith("1");
    }

    @Test
    void keepsTheCheckpointBeforeContactsInProgress() {
        ids = List.of("1", "2", "3");
        firstWrite = () -> {
            await(othersWritten);
            throw new IllegalStateException("the connection was cut");
        };
        RunResult cut = run();
        assertThat(cut.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(created(cut)).isEqualTo(2);

        firstWrite = () -> {};
        RunResult resumed = run();
        assertThat(resumed.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(resumed.resumed()).isTrue();
        assertThat(created(resumed)).isEqualTo(3);
        assertThat(created).containsExactlyInAnyOrder("1", "2", "3").endsWith("1");
    }

    /** A source that fails ends the run, but contacts in progress are finished. */
    @Test
    void finishesContactsInProgressWhenTheSourceFails() {
        ids = List.of("1", "the source fails");
        firstWrite = () -> {
            await(sourceExhausted);
            pause();
        };
        RunResult failed = run();
        assertThat(failed.status()).isEqualTo(RunResult.Status.FAILED);
        assertThat(failed.error()).contains("the source fails");
        assertThat(created(failed)).isEqualTo(1);

        ids = List.of("1", "2");
        RunResult resumed = run();
        assertThat(resumed.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(created(resumed)).isEqualTo(2);
        assertThat(created).containsExactly("1", "2");
    }

    @Test
    void createsAContactOnceThatIsReadAgainWhileInProgress() {
        ids = List.of("1", "1");
        firstWrite = () -> {
            await(sourceExhausted);
            pause();
        };
        assertThat(run().status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(created).containsExactly("1");
    }

    private RunResult run() {
        try {
            Path file = Files.writeString(folder.resolve("job.yaml"), JOB);
            JobFile job = JobFile.load(
                    file,
                    Map.of(
                            "DIGIVAULT_URL", "http://localhost:1",
                            "DIGIVAULT_TOKEN", "none",
                            "HEYX_URL", "http://localhost:1",
                            "HEYX_TOKEN", "none"),
                    StandardConnectors.registry());
            StateDirectory state = StateDirectory.open(folder.resolve("state"));
            return new JobRunner(
                            job, io.contactsync.JobFixture.FULL_RUN, state, new CancellationToken(), run -> {}, this)
                    .run();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long created(RunResult result) {
        OutcomeCounts counts =
                Objects.requireNonNull(result.channels().get("support")).contacts();
        assertThat(counts.of(Outcome.REJECTED)).isZero();
        return counts.of(Outcome.CREATED);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("timed out");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Long enough for a wrong implementation to continue and fail; a correct one does not depend on it. */
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Source source(Source source) {
        return new GatedSource(source);
    }

    @Override
    public Target target(Channel stage) {
        return new RecordingTarget(stage.target());
    }

    /** Returns its second contact once the first one is being written. */
    private final class GatedSource implements Source {

        private final Source source;

        private GatedSource(Source source) {
            this.source = source;
        }

        @Override
        public Scan scanFrom(@Nullable String position) {
            return new Scan() {
                private int next = position == null ? 0 : Integer.parseInt(position);

                @Override
                public boolean hasNext() {
                    if (next == 1) {
                        await(firstWriteStarted);
                    }
                    if (next == ids.size() || ids.get(next).length() > 1) {
                        sourceExhausted.countDown();
                    }
                    return next < ids.size();
                }

                @Override
                public SourceItem next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    String id = ids.get(next++);
                    if (id.length() > 1) {
                        throw new IllegalStateException(id);
                    }
                    return new Contact(id, Map.of("id", id), String.valueOf(next));
                }

                @Override
                public boolean fromStart() {
                    return position == null;
                }

                @Override
                public boolean hasSeen(String id) {
                    return ids.contains(id);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Optional<Contact> get(String id) {
            return Optional.empty();
        }

        @Override
        public OptionalLong total() {
            return OptionalLong.empty();
        }

        @Override
        public int pageSize() {
            return 1;
        }

        @Override
        public void close() {
            source.close();
        }
    }

    /** Records in which order contacts are created. */
    private final class RecordingTarget extends EmptyTarget {

        private RecordingTarget(Target target) {
            super(target);
        }

        @Override
        public WriteResult write(Change change, WriteListener listener) {
            String id = change.sourceId();
            if (id.equals("1")) {
                firstWriteStarted.countDown();
                firstWrite.run();
            }
            listener.onEvent(new WriteEvent.Creating());
            created.add(id);
            listener.onEvent(new WriteEvent.Created(
                    "h" + id, change.fields().stream().map(FieldValue::name).toList()));
            if (created.size() == ids.size() - 1) {
                othersWritten.countDown();
            }
            return new WriteResult.Done();
        }
    }
}
