package io.contactsync.cli;

import io.contactsync.contact.Outcome;
import io.contactsync.report.RunResult;
import java.io.PrintWriter;
import java.util.Collection;

/** The program's exit codes (README, "Exit codes"). */
final class ExitCode {

    /** Done. */
    public static final int DONE = 0;
    /** Done, some contacts rejected; for {@code verify}: some are missing or have drifted. */
    public static final int REJECTS = 1;
    /** Wrong usage, invalid job file or a refusal to resume; nothing was sent. */
    public static final int REFUSED = 2;
    /** Stopped or failed before the end; run again to resume. */
    public static final int STOPPED = 3;
    /** The job is already running. */
    public static final int RUNNING = 4;
    /** A token was refused (401). */
    public static final int TOKEN_REFUSED = 5;

    /** {@code plan --exit-code}: a run would change something. */
    public static final int CHANGES_FOUND = 10;

    private ExitCode() {}

    /** The lines of the exit code lists in help texts, in picocli's form {@code CODE:description}. */
    public static final class Help {

        /** For all commands. */
        public static final String DONE = ExitCode.DONE + ":done";
        /** For commands that send contacts. */
        public static final String REJECTS = ExitCode.REJECTS + ":done, some contacts rejected";
        /** For {@code verify}. */
        public static final String DRIFTED = ExitCode.REJECTS + ":some contacts are missing or have drifted";
        /** For commands that read a job file. */
        public static final String REFUSED =
                ExitCode.REFUSED + ":wrong usage, invalid job file or a refusal to resume; nothing was sent";
        /** For commands that take no job file. */
        public static final String WRONG_USAGE = ExitCode.REFUSED + ":wrong usage";
        /** For commands that look at a job's past runs. */
        public static final String UNKNOWN =
                ExitCode.REFUSED + ":wrong usage, invalid job file, or nothing is known about the job or contact";
        /** For commands that can be resumed. */
        public static final String STOPPED =
                ExitCode.STOPPED + ":stopped or failed before the end; run again to resume";
        /** For commands that read from the source or the target and have nothing to resume. */
        public static final String INTERRUPTED = ExitCode.STOPPED + ":stopped or failed before the end";
        /** For commands that make no calls. */
        public static final String FAILED = ExitCode.STOPPED + ":failed before the end";
        /** For commands that open the job's ledger. */
        public static final String RUNNING = ExitCode.RUNNING + ":this job is already running";
        /** For commands that make calls and can be resumed. */
        public static final String TOKEN_REFUSED = ExitCode.TOKEN_REFUSED
                + ":a token was refused (401, from the source or the target); run again to resume";
        /** For commands that make calls and have nothing to resume. */
        public static final String TOKEN = ExitCode.TOKEN_REFUSED + ":a token was refused (401)";
        /** For {@code plan}. */
        public static final String CHANGES_FOUND = ExitCode.CHANGES_FOUND + ":plan --exit-code found changes";

        private Help() {}
    }

    /**
     * The exit code for the result of a run of which some files could not be written, because the disk is full. Says
     * so.
     *
     * @param unwritten a sentence for each file
     */
    public static int afterWriting(RunResult result, Collection<String> unwritten, PrintWriter err) {
        int code = of(result);
        boolean isDone = code == DONE || code == REJECTS;
        for (String sentence : unwritten) {
            err.println((isDone ? "everything was done, but " : "") + sentence);
        }
        err.flush();
        return isDone && !unwritten.isEmpty() ? STOPPED : code;
    }

    /**
     * The exit code for the result of a run.
     *
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
