package io.contactsync.cli;

import io.contactsync.contact.Outcome;
import io.contactsync.report.RunResult;

/** The program's exit codes (README, "Exit codes"). */
public final class ExitCode {

    /** Done. */
    public static final int DONE = 0;
    /** Done, some contacts rejected. */
    public static final int REJECTS = 1;
    /** Wrong usage or job file, or a refusal to resume; nothing was sent. */
    public static final int REFUSED = 2;
    /** Stopped or failed on the way; run again to resume. */
    public static final int STOPPED = 3;
    /** The job is already running. */
    public static final int RUNNING = 4;
    /** A token was refused. */
    public static final int TOKEN_REFUSED = 5;

    /** {@code plan --exit-code}: there is something to do. */
    public static final int SOMETHING_TO_DO = 10;

    private ExitCode() {}

    /**
     * The exit code of a run.
     *
     * @param result what it did
     * @return 0, 1, 3 or 5
     */
    public static int of(RunResult result) {
        return switch (result.status()) {
            case COMPLETED -> result.contacts().of(Outcome.REJECTED) > 0 ? REJECTS : DONE;
            case STOPPED, FAILED -> STOPPED;
            case TOKEN_REFUSED -> TOKEN_REFUSED;
        };
    }
}
