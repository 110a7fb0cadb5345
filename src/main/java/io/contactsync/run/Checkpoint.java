package io.contactsync.run;

import io.contactsync.contact.Outcome;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.report.OutcomeCounts;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Where a channel resumes: a position in the source up to which all contacts are settled, and the outcomes of these
 * contacts.
 */
public final class Checkpoint {

    private static final String POSITION = "position";
    private static final String COUNTER = "sheet";

    private final OutcomeCounter counter = new OutcomeCounter();
    private @Nullable String position;

    /** Counts the contacts up to the position. */
    public OutcomeCounter counter() {
        return counter;
    }

    /** The number of contacts up to the position that the target has: created, updated or unchanged. */
    public long contactsInTarget() {
        OutcomeCounts counts = counter.counts();
        return counts.of(Outcome.CREATED) + counts.of(Outcome.UPDATED) + counts.of(Outcome.UNCHANGED);
    }

    /** The position of the last settled contact; null for the start of the source. */
    public synchronized @Nullable String position() {
        return position;
    }

    /** Advances to a position. All contacts up to it must be settled and counted in {@link #counter}. */
    public synchronized void advanceTo(String newPosition) {
        position = newPosition;
    }

    /** Returns to the start of the source and resets the counter. */
    public synchronized void reset() {
        position = null;
        counter.restore("");
    }

    /** Restores what {@link #save} has written; an empty context stands for the start of the source. */
    public synchronized void restore(ExecutionContext context) {
        position = context.containsKey(POSITION) ? context.getString(POSITION) : null;
        counter.restore(context.getString(COUNTER, ""));
    }

    /** Saves position and counter together. */
    public synchronized void save(ExecutionContext context) {
        if (position == null) {
            context.remove(POSITION);
        } else {
            context.putString(POSITION, position);
        }
        context.putString(COUNTER, counter.text());
    }
}
