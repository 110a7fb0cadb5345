package io.contactsync.ledger.db;

import io.contactsync.state.LedgerException;
import io.contactsync.support.DiskSpace;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns exceptions of the database, wherever they surface, into messages for the operator. H2 closes a database that it
 * cannot write to or that is damaged; later statements then fail only because it is closed. Therefore the first failure
 * is kept, and given as the cause of those. Thread-safe.
 */
final class DatabaseFailures {

    private final DatabaseFile file;
    private final AtomicReference<@Nullable LedgerException> first = new AtomicReference<>();

    DatabaseFailures(DatabaseFile file) {
        this.file = file;
    }

    /**
     * Returns the exception for the operator.
     *
     * @param what what could not be done, for a failure that is neither damage nor lack of space
     */
    LedgerException translate(String what, Throwable failure) {
        if (failure instanceof LedgerException known) {
            return known;
        }
        Optional<LedgerException> known = cause(failure);
        if (known.isPresent()) {
            first.compareAndSet(null, known.get());
            return known.get();
        }
        LedgerException earlier = first.get();
        return isClosed(failure) && earlier != null
                ? earlier
                : new LedgerException(
                        "the ledger " + file + " " + what + ": " + StatementCache.reason(failure), failure);
    }

    /** Returns the exception for a failure before the database was open. A file that cannot be opened is damaged. */
    LedgerException atOpening(Exception failure) {
        return failure instanceof LedgerException known
                ? known
                : cause(failure).orElseGet(() -> file.broken(StatementCache.reason(failure), failure));
    }

    /** Returns the exception for a failure of a query. A text that cannot be parsed is damaged, too. */
    LedgerException whileReading(Exception failure) {
        return failure instanceof SQLException ? translate("cannot be read", failure) : atOpening(failure);
    }

    private Optional<LedgerException> cause(Throwable failure) {
        if (DiskSpace.isExhausted(failure)) {
            return Optional.of(file.full(failure));
        }
        return isDamage(failure) ? Optional.of(file.broken(StatementCache.reason(failure), failure)) : Optional.empty();
    }

    /**
     * Returns the exception for the operator if the database has failed, which may be the cause of a failure of its
     * users.
     */
    Optional<LedgerException> causeOf(Throwable failure) {
        if (failure instanceof LedgerException) {
            return Optional.empty();
        }
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof LedgerException known) {
                return Optional.of(known);
            }
            if (one instanceof SQLException) {
                return Optional.of(translate("cannot be used", one));
            }
        }
        return DiskSpace.isExhausted(failure)
                ? Optional.of(new LedgerException(DiskSpace.message(file.folder(), failure), failure))
                : Optional.empty();
    }

    private static boolean isDamage(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SQLException sql && H2.isDamage(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SQLException sql && H2.isClosed(sql)) {
                return true;
            }
        }
        return false;
    }
}
