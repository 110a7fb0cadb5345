package io.contactsync.job;

import io.contactsync.contact.Outcome;
import io.contactsync.report.Counts;
import io.contactsync.report.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Where a channel resumes: the position of the last contact of which everything before is settled, and the sheet as it
 * stood there.
 */
final class Checkpoint {

    private static final String POSITION = "position";
    private static final String SHEET = "sheet";

    private final Sheet sheet = new Sheet();
    private @Nullable String position;

    /** The sheet up to the position. */
    Sheet sheet() {
        return sheet;
    }

    /** How many contacts up to the position were put into the target. */
    long put() {
        Counts counts = sheet.counts();
        return counts.of(Outcome.CREATED) + counts.of(Outcome.UPDATED) + counts.of(Outcome.UNCHANGED);
    }

    synchronized @Nullable String position() {
        return position;
    }

    /** Moves on: the contacts up to a position are settled, and counted in the sheet. */
    synchronized void moveTo(String reached) {
        position = reached;
    }

    /** Begins at the source's start, with an empty sheet. */
    synchronized void reset() {
        position = null;
        sheet.restore("");
    }

    synchronized void restore(ExecutionContext context) {
        position = context.containsKey(POSITION) ? context.getString(POSITION) : null;
        sheet.restore(context.getString(SHEET, ""));
    }

    synchronized void save(ExecutionContext context) {
        if (position == null) {
            context.remove(POSITION);
        } else {
            context.putString(POSITION, position);
        }
        context.putString(SHEET, sheet.text());
    }
}
