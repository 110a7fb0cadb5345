package io.contactsync.ledger.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailuresTest {

    private final SQLException closed = new SQLException("The database has been closed", "90098", 90_098);

    @TempDir
    private Path folder;

    private DatabaseFailures failures;

    @BeforeEach
    void open() {
        StateDirectory state = StateDirectory.open(folder);
        failures = new DatabaseFailures(new DatabaseFile(state, "job", LedgerDatabase.MAX_BYTES, LinkRecovery.NONE));
    }

    private static SQLException full() {
        return new SQLException("IO Exception", "90028", 90_028, new IOException("No space left on device"));
    }

    @ParameterizedTest
    @ValueSource(ints = {50_000, 90_028, 90_030, 90_031, 90_048})
    void damageIsRefusedWithTheRemedyWhereverItSurfaces(int code) {
        SQLException damage = new SQLException("File corrupted; SQL statement:\nselect 1", "9", code);

        assertThat(failures.causeOf(new IllegalStateException("a batch step failed", damage)))
                .hasValueSatisfying(known -> assertThat(known)
                        .isInstanceOf(LedgerException.Unusable.class)
                        .hasMessageContainingAll("job.mv.db is broken (File corrupted)", "match: []", "a second time"));
        assertThat(failures.translate("cannot be written", damage)).hasMessageContaining("is broken");
        assertThat(failures.atOpening(damage)).hasMessageContaining("is broken");
    }

    @Test
    void fullDiskIsNotDamage() {
        assertThat(failures.translate("cannot be written", full()))
                .isNotInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll("the ledger cannot be written: no space left on ", "free some and run again");
        assertThat(failures.atOpening(full())).isNotInstanceOf(LedgerException.Unusable.class);
    }

    @Test
    void laterFailuresOfTheClosedDatabaseNameTheFirstOne() {
        assertThat(failures.translate("cannot be written", closed))
                .hasMessageEndingWith("cannot be written: The database has been closed");
        failures.translate("cannot be written", full());

        assertThat(failures.causeOf(new IllegalStateException("JDBC rollback", closed)))
                .hasValueSatisfying(known -> assertThat(known).hasMessageContaining("no space left on "));
        assertThat(failures.translate("cannot be closed", closed)).hasMessageContaining("no space left on ");
    }

    @Test
    void otherFailuresHaveAnotherCause() {
        assertThat(failures.causeOf(new IllegalStateException("the source failed")))
                .isEmpty();
        assertThat(failures.causeOf(new LedgerException("known"))).isEmpty();
        assertThat(failures.causeOf(new IllegalStateException(new IOException("No space left on device"))))
                .hasValueSatisfying(known -> assertThat(known).hasMessageStartingWith("no space left on "));
        assertThat(failures.whileReading(new StringIndexOutOfBoundsException(-1)))
                .hasMessageContaining("is broken");
    }
}
