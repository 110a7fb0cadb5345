package io.contactsync.report.plan;

import java.util.Locale;

/** Why a contact would be written. */
public enum Reason {
    /** It is not in the target. */
    NEW,
    /** At least one field differs. */
    FIELDS,
    /** Only tags differ. */
    TAGS,
    /** Something differs only because the job file does. */
    MAPPING;

    /**
     * Its name in results.
     *
     * @return the key under which {@code plan --json} counts
     */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
