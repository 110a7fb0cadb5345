package io.contactsync.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.ledger.state.LedgerFailed;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final String URL = "jdbc:h2:mem:group-commit";

    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicInteger compactions = new AtomicInteger();
    private boolean compactionFails;
    private Connection reader;
    private GroupCommit commits;

    private final Upkeep upkeep = new Upkeep() {
        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(URL);
        }

        @Override
        public boolean isDue() {
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
            statement.execute("create table t (id int primary key)");
        }
        commits = new GroupCommit(upkeep);
    }

    @AfterEach
    void close() throws SQLException {
        commits.close();
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

    private static Write insert(int id) {
        return statements -> statements.execute("insert into t values (?)", id);
    }

    /** Keeps the writer busy, so that all of these wait and become one group. */
    private List<CompletableFuture<Void>> asOneGroup(List<Write> writes) throws InterruptedException {
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
        for (Write write : writes) {
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
    void writeThatIsRefusedFailsAlone() throws InterruptedException {
        List<CompletableFuture<Void>> all = asOneGroup(List.of(insert(1), insert(2), insert(1), insert(3)));
        all.get(0).join();
        all.get(1).join();
        all.get(3).join();
        assertThatThrownBy(() -> all.get(2).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(LedgerFailed.class)
                .hasMessageContaining("the ledger cannot be written");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void nothingOfARefusedWriteIsWritten() {
        assertThatThrownBy(() -> commits.write(statements -> {
                    statements.execute("insert into t values (?)", 1);
                    statements.execute("insert into nowhere values (?)", 2);
                }))
                .isInstanceOf(LedgerFailed.class);
        assertThat(rows()).isZero();
    }

    @Test
    void unforeseenFailureDoesNotEndTheWriter() throws InterruptedException {
        List<CompletableFuture<Void>> all = asOneGroup(List.of(insert(1), statements -> {
            throw new IllegalArgumentException("broken");
        }));
        all.get(0).join();
        assertThatThrownBy(() -> all.get(1).join()).hasRootCauseMessage("broken");
        commits.write(insert(2));
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void whatWaitsWhenItClosesIsWritten() throws InterruptedException, SQLException {
        List<CompletableFuture<Void>> all = asOneGroup(List.of(insert(1), insert(2)));
        commits.close();
        all.forEach(CompletableFuture::join);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void closedWriterRefusesInsteadOfWaitingForever() throws SQLException {
        commits.close();
        assertThatThrownBy(() -> commits.write(insert(1)))
                .isInstanceOf(LedgerFailed.class)
                .hasMessageContaining("closed");
    }

    @Test
    void interruptedWriterLearnsThatItsRowIsOnDisk() {
        Thread.currentThread().interrupt();
        commits.write(insert(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void writesGoOnAfterACompaction() {
        due.set(true);
        for (int id = 0; id < 200; id++) {
            commits.write(insert(id));
        }
        assertThat(compactions).hasValue(1);
        assertThat(rows()).isEqualTo(200);
    }

    @Test
    void afterACompactionThatFailedNothingIsCalledWritten() {
        due.set(true);
        compactionFails = true;
        assertThatThrownBy(() -> {
                    for (int id = 0; id < 200; id++) {
                        commits.write(insert(id));
                    }
                })
                .isInstanceOf(LedgerFailed.class)
                .hasMessageContaining("the disk is full");
        assertThatThrownBy(() -> commits.write(insert(1_000))).isInstanceOf(LedgerFailed.class);
        assertThat(rows()).isBetween(1, 199);
    }
}
