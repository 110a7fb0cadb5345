package io.contactsync.run;

import io.contactsync.contact.Outcome;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.report.OutcomeCounts;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Where a channel resumes: the position of the last contact of which everything before is settled, and the sheet as it
 * stood there.
 */
public final class Checkpoint {

    private static final String POSITION = "position";
    private static final String SHEET = "sheet";

    private final OutcomeCounter counter = new OutcomeCounter();
    private @Nullable String position;

    /** The sheet up to the position. */
    public OutcomeCounter counter() {
        return counter;
    }

    /** How many contacts up to the position were put into the target. */
    public long contactsInTarget() {
        OutcomeCounts counts = counter.counts();
        return counts.of(Outcome.CREATED) + counts.of(Outcome.UPDATED) + counts.of(Outcome.UNCHANGED);
    }

    /** The position of the last contact of which everything before is settled; null at the source's start. */
    public synchronized @Nullable String position() {
        return position;
    }

    /** Moves on: the contacts up to a position are settled, and counted in the sheet. */
    public synchronized void advanceTo(String reached) {
        position = reached;
    }

    /** Begins at the source's start, with an empty sheet. */
    public synchronized void reset() {
        position = null;
        counter.restore("");
    }

    /** Takes up what was saved; a context that holds nothing stands for the source's start. */
    public synchronized void restore(ExecutionContext context) {
        position = context.containsKey(POSITION) ? context.getString(POSITION) : null;
        counter.restore(context.getString(SHEET, ""));
    }

    /** Writes position and sheet, together. */
    public synchronized void save(ExecutionContext context) {
        if (position == null) {
            context.remove(POSITION);
        } else {
            context.putString(POSITION, position);
        }
        context.putString(SHEET, counter.text());
    }
}
