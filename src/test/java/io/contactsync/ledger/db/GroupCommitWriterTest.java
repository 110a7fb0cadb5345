package io.contactsync.ledger.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.state.LedgerException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitWriterTest {

    private static final String URL = "jdbc:h2:mem:group-commit";

    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicInteger compactions = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger syncs = new AtomicInteger();
    /** What a sync does; counts itself before. */
    private volatile SharedSync.Sync sync = () -> {};

    private boolean compactionFails;
    private Connection reader;
    private GroupCommitWriter commits;

    private final GroupCommitWriter.Maintenance upkeep = new GroupCommitWriter.Maintenance() {
        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(URL);
        }

        @Override
        public void sync(Connection connection) throws SQLException {
            syncs.incrementAndGet();
            sync.run();
        }

        @Override
        public boolean isCompactionDue() {
            return due.getAndSet(false);
        }

        @Override
        public void compact() throws SQLException {
            compactions.incrementAndGet();
            if (compactionFails) {
                throw new SQLException("the disk is full");
            }
        }
    };

    @BeforeEach
    void open() throws SQLException {
        reader = DriverManager.getConnection(URL);
        try (Statement statement = reader.createStatement()) {
            statement.execute("create table t (id int primary key, transaction bigint default transaction_id())");
        }
        commits = new GroupCommitWriter(upkeep, now::get);
    }

    @AfterEach
    void close() throws SQLException {
        try {
            commits.close();
        } catch (LedgerException e) {
            assertThat(e).hasMessageContaining("the ledger cannot be written");
        }
        reader.close();
    }

    private int rows() {
        try (Statement statement = reader.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from t")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LedgerDatabase.Write insert(int id) {
        return statements -> statements.execute("insert into t (id) values (?)", id);
    }

    /** Blocks the writer until all of these are queued, so that they become one group. */
    private List<CompletableFuture<Void>> asOneGroup(List<LedgerDatabase.Write> writes) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> commits.write(statements -> {
                    busy.countDown();
                    await(go);
                }),
                run -> new Thread(run).start());
        busy.await();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (LedgerDatabase.Write write : writes) {
            Thread[] started = new Thread[1];
            all.add(CompletableFuture.runAsync(() -> commits.write(write), run -> {
                started[0] = new Thread(run);
                started[0].start();
            }));
            while (started[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        first.join();
        return all;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void onlyTheRefusedWriteOfAGroupFails() throws InterruptedException {
        List<CompletableFuture<Void>> all = asOneGroup(List.of(insert(1), insert(2), insert(1), insert(3)));
        all.get(0).join();
        all.get(1).join();
        all.get(3).join();
        assertThatThrownBy(() -> all.get(2).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("the ledger cannot be written");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void refusedWriteIsRolledBackCompletely() {
        assertThatThrownBy(() -> commits.write(statements -> {
                    statements.execute("insert into t (id) values (?)", 1);
                    statements.execute("insert into nowhere values (?)", 2);
                }))
                .isInstanceOf(LedgerException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void writerContinuesAfterARuntimeException() throws InterruptedException {
        List<CompletableFuture<Void>> all = asOneGroup(List.of(insert(1), statements -> {
            throw new IllegalArgumentException("broken");
        }));
        all.get(0).join();
        assertThatThrownBy(() -> all.get(1).join()).hasRootCauseMessage("broken");
        commits.write(insert(2));
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void closeWritesWhatIsQueued() throws InterruptedException, SQLException {
        List<CompletableFuture<Void>> all = asOneGroup(List.of(insert(1), insert(2)));
        commits.close();
        all.forEach(CompletableFuture::join);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void closedWriterRefusesWrites() throws SQLException {
        commits.close();
        assertThatThrownBy(() -> commits.write(insert(1)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void interruptedCallerStillWaitsForTheCommit() {
        Thread.currentThread().interrupt();
        commits.write(insert(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void writesContinueAfterACompaction() {
        due.set(true);
        for (int id = 0; id < 200; id++) {
            commits.write(insert(id));
        }
        assertThat(compactions).hasValue(1);
        assertThat(rows()).isEqualTo(200);
    }

    @Test
    void allWritesFailAfterAFailedCompaction() {
        due.set(true);
        compactionFails = true;
        assertThatThrownBy(() -> {
                    for (int id = 0; id < 200; id++) {
                        commits.write(insert(id));
                    }
                })
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("the disk is full");
        assertThatThrownBy(() -> commits.write(insert(1_000))).isInstanceOf(LedgerException.class);
        assertThat(rows()).isBetween(1, 199);
    }

    @Test
    void syncRunsAfterTheCommitAndBeforeTheCallerContinues() {
        AtomicInteger rowsAtSync = new AtomicInteger();
        sync = () -> rowsAtSync.set(rows());
        commits.write(insert(1));
        assertThat(syncs).hasValue(0);
        commits.writeSynced(insert(2));
        assertThat(syncs).hasValue(1);
        assertThat(rowsAtSync).hasValue(2);
    }

    @Test
    void otherWritesAreCommittedDuringASync() throws InterruptedException {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        sync = () -> {
            syncing.countDown();
            await(end);
        };
        CompletableFuture<Void> synced = CompletableFuture.runAsync(() -> commits.writeSynced(insert(1)));
        syncing.await();
        commits.write(insert(2));
        assertThat(synced).isNotDone();
        end.countDown();
        synced.join();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void oneSyncServesAllWritesCommittedBeforeItStarts() throws InterruptedException {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        sync = () -> {
            syncing.countDown();
            await(end);
        };
        List<CompletableFuture<Void>> all = new ArrayList<>();
        all.add(CompletableFuture.runAsync(() -> commits.writeSynced(insert(0)), task -> new Thread(task).start()));
        syncing.await();
        for (int id = 1; id <= 5; id++) {
            int each = id;
            all.add(CompletableFuture.runAsync(
                    () -> commits.writeSynced(insert(each)), task -> new Thread(task).start()));
        }
        awaitRows(6);
        // Committed after all others, so their syncs are requested.
        commits.write(insert(6));
        end.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(syncs).hasValue(2);
    }

    @Test
    void allWritesFailAfterAFailedSync() {
        sync = () -> {
            throw new SQLException("the disk is broken");
        };
        assertThatThrownBy(() -> commits.writeSynced(insert(1)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("the disk is broken");
        sync = () -> {};
        assertThatThrownBy(() -> commits.writeSynced(insert(2))).hasMessageContaining("the disk is broken");
        assertThatThrownBy(() -> commits.write(insert(3))).hasMessageContaining("the disk is broken");
        assertThatThrownBy(() -> commits.defer(insert(4))).hasMessageContaining("the disk is broken");
        assertThat(syncs)
                .as("a second sync could succeed without the lost pages")
                .hasValue(1);
        assertThatCode(commits::close).as("reported already").doesNotThrowAnyException();
    }

    @Test
    void allWritesThatWaitForAFailedSyncFail() throws InterruptedException {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        sync = () -> {
            syncing.countDown();
            await(end);
            throw new SQLException("the disk is broken");
        };
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> commits.writeSynced(insert(1)), task -> new Thread(task).start());
        syncing.await();
        CompletableFuture<Void> second =
                CompletableFuture.runAsync(() -> commits.writeSynced(insert(2)), task -> new Thread(task).start());
        awaitRows(2);
        end.countDown();
        assertThatThrownBy(first::join).hasMessageContaining("the disk is broken");
        assertThatThrownBy(second::join).hasMessageContaining("the disk is broken");
        assertThat(syncs).hasValue(1);
    }

    @Test
    void compactionWaitsForTheSync() {
        AtomicInteger compactionsAtEndOfSync = new AtomicInteger(-1);
        sync = () -> {
            // Long enough for a compaction that does not wait; a correct one does not depend on it.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            compactionsAtEndOfSync.set(compactions.get());
        };
        for (int id = 1; id < 16; id++) {
            commits.write(insert(id));
        }
        due.set(true);
        commits.writeSynced(insert(16));
        commits.write(insert(17));
        assertThat(compactions).hasValue(1);
        assertThat(compactionsAtEndOfSync).hasValue(0);
    }

    @Test
    void deferredWriteIsNotCommittedBeforeItIsDue() throws InterruptedException, SQLException {
        commits.defer(insert(1));
        // The clock stands still, so only a commit that was not due could have written it.
        Thread.sleep(5);
        assertThat(rows()).isZero();
        commits.close();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void deferredWriteIsOnDiskWithin200Milliseconds() {
        commits.defer(insert(1));
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
        commits.defer(insert(2));
        assertThat(GroupCommitWriter.MAX_DELAY_NANOS).isLessThan(TimeUnit.MILLISECONDS.toNanos(200));
        now.addAndGet(GroupCommitWriter.MAX_DELAY_NANOS - TimeUnit.MILLISECONDS.toNanos(100));
        awaitRows(2);
        assertThat(commitsOf(2)).as("commits").isEqualTo(1);
    }

    private void awaitRows(int expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (rows() < expected && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        assertThat(rows()).isEqualTo(expected);
    }

    /** The number of transactions that inserted the rows up to an id. */
    private int commitsOf(int lastId) {
        try (Statement statement = reader.createStatement();
                ResultSet count =
                        statement.executeQuery("select count(distinct transaction) from t where id <= " + lastId)) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void awaitedWriteTakesDeferredOnesBeforeItAlong() {
        commits.defer(insert(1));
        commits.defer(insert(2));
        commits.write(insert(3));
        assertThat(rows()).isEqualTo(3);
        assertThat(commitsOf(3)).as("commits").isEqualTo(1);
    }

    @Test
    void flushWritesDeferredOnes() {
        commits.flush();
        commits.defer(insert(1));
        commits.flush();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void everyCallFailsAfterADeferredWriteHasFailed() throws SQLException {
        commits.defer(insert(1));
        commits.defer(insert(1));
        commits.defer(insert(2));
        assertThatThrownBy(commits::flush)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("the ledger cannot be written");
        assertThat(rows()).as("nothing after the failed write is written").isEqualTo(1);
        assertThatThrownBy(() -> commits.defer(insert(3))).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> commits.write(insert(3))).isInstanceOf(LedgerException.class);
        assertThatCode(commits::close).as("reported already").doesNotThrowAnyException();
    }

    @Test
    void closeReportsADeferredWriteThatHasFailed() {
        commits.defer(insert(1));
        commits.defer(insert(1));
        assertThatThrownBy(commits::close).isInstanceOf(LedgerException.class);
    }

    @Test
    void fullQueueMakesADeferredWriteWait() throws InterruptedException {
        List<LedgerDatabase.Write> writes = new ArrayList<>();
        for (int id = 1; id <= 3 * GroupCommitWriter.MAX_DEFERRED; id++) {
            writes.add(insert(id));
        }
        CountDownLatch go = new CountDownLatch(1);
        commits.defer(statements -> await(go));
        Thread producer = new Thread(() -> writes.forEach(commits::defer));
        producer.start();
        while (producer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        producer.join();
        commits.flush();
        assertThat(rows()).isEqualTo(writes.size());
    }
}
