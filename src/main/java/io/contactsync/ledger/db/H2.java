package io.contactsync.ledger.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * Everything in the ledger that is specific to H2: URLs, error codes, and the few statements that are not standard SQL.
 * All other statements run unchanged on PostgreSQL.
 */
public final class H2 {

    /** The column with a row's number, which follows the order of insertion. */
    public static final String ROW_NUMBER = "_rowid_";

    /** The maximum number of elements of an array parameter. */
    public static final int MAX_ARRAY = 65_536;

    static final String FILE_SUFFIX = ".mv.db";
    /** The suffix of the copy that a compaction writes, and leaves without an error if the disk is full. */
    static final String COMPACTION_SUFFIX = FILE_SUFFIX + ".tempFile";

    static final String BATCH_SCHEMA = "/org/springframework/batch/core/schema-h2.sql";

    static final String SHUTDOWN = "shutdown";
    static final String SHUTDOWN_COMPACT = "shutdown compact";
    /** Makes queries read row by row instead of the whole result at once. */
    static final String READ_ROW_BY_ROW = "set lazy_query_execution 1";

    private static final int DATABASE_ALREADY_OPEN = 90_020;
    private static final int DATABASE_IS_CLOSED = 90_098;
    /** A general error inside H2, a file that cannot be read, a corrupted file, and one of an unknown version. */
    private static final Set<Integer> DAMAGE = Set.of(50_000, 90_028, 90_030, 90_031, 90_048);

    private H2() {}

    /** A URL for threads that may be interrupted: H2 opens the file again after an interrupt. */
    static String url(Path path) {
        return url("retry:", path);
    }

    /** A faster URL for a thread that is never interrupted, because an interrupt closes the database. */
    static String uninterruptedUrl(Path path) {
        return url("file:", path);
    }

    /** Pages of 4 kB instead of 16 kB, because a commit writes every page that it changes. */
    private static String url(String access, Path path) {
        return "jdbc:h2:" + access + path.toAbsolutePath()
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;REUSE_SPACE=FALSE;TRACE_LEVEL_FILE=0;PAGE_SIZE=4096";
    }

    /**
     * A read-only URL, which creates no database.
     *
     * @param path the database's file without its suffix
     */
    public static String readOnlyUrl(Path path) {
        return "jdbc:h2:file:" + path + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
    }

    /**
     * Syncs everything committed so far to the disk. With {@code WRITE_DELAY=0} a commit returns when its pages are
     * written to the file, so that a sync of the file covers them.
     *
     * <p>The statement {@code CHECKPOINT SYNC} would do the same, but in the connection's thread, after a second
     * commit. A separate file channel would also do, but on POSIX systems closing one releases H2's lock on the file.
     *
     * @param connection any open connection; it may be in use by another thread
     */
    static void sync(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        session.getDatabase().getStore().getMvStore().sync();
    }

    /** Returns whether another process has the database open. */
    public static boolean isInUse(SQLException failure) {
        return failure.getErrorCode() == DATABASE_ALREADY_OPEN;
    }

    /** Returns whether the database was closed, after an error or because the file cannot be written. */
    static boolean isClosed(SQLException failure) {
        return failure.getErrorCode() == DATABASE_IS_CLOSED;
    }

    /** Returns whether the file is damaged. */
    static boolean isDamage(SQLException failure) {
        return DAMAGE.contains(failure.getErrorCode());
    }
}
