package io.contactsync.report.plan;

import java.util.Locale;

/** Why a contact would be written. */
public enum Reason {
    /** The contact is not in the target. */
    NEW,
    /** At least one field differs. */
    FIELDS,
    /** Only tags differ. */
    TAGS,
    /** The contact differs only because the job file was changed. */
    MAPPING;

    /** The key in {@code plan --json}. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
