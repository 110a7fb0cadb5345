package io.contactsync.job.check;

/**
 * One thing that was looked at.
 *
 * @param what what was looked at
 * @param verdict how it stands
 * @param detail what was seen
 * @param remedy what to do about it; empty when it is well
 */
public record Finding(String what, Verdict verdict, String detail, String remedy) {
    /** How a thing stands. */
    public enum Verdict {
        /** It is well. */
        WELL,
        /** It is worth a look, and a run would work. */
        ADVICE,
        /** The job file is wrong. */
        WRONG_FILE,
        /** A side or the state directory cannot be used. */
        UNREACHABLE,
        /** A token was refused. */
        TOKEN_REFUSED;

        /**
         * Tells whether a run could work.
         *
         * @return true when nothing has to be mended
         */
        public boolean isFine() {
            return this == WELL || this == ADVICE;
        }
    }

    static Finding well(String what, String detail) {
        return new Finding(what, Verdict.WELL, detail, "");
    }
}
