package io.contactsync.cli;

import io.contactsync.contact.Outcome;
import io.contactsync.report.RunResult;

/** The program's exit codes (README, "Exit codes"). */
final class ExitCode {

    /** Done. */
    static final int DONE = 0;
    /** Done, some contacts rejected. */
    static final int REJECTS = 1;
    /** Wrong usage or job file, or a refusal to resume; nothing was sent. */
    static final int REFUSED = 2;
    /** Stopped or failed on the way; run again to resume. */
    static final int STOPPED = 3;
    /** The job is already running. */
    static final int RUNNING = 4;
    /** A token was refused. */
    static final int TOKEN_REFUSED = 5;

    private ExitCode() {}

    static int of(RunResult result) {
        return switch (result.status()) {
            case COMPLETED -> result.contacts().of(Outcome.REJECTED) > 0 ? REJECTS : DONE;
            case STOPPED, FAILED -> STOPPED;
            case TOKEN_REFUSED -> TOKEN_REFUSED;
        };
    }
}
