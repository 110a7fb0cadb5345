package io.contactsync.claim;

import java.time.Duration;

/**
 * A claim on the match values of one contact. Its state is visible to the other jobs of the state directory, also after
 * this process has died. Not thread-safe.
 */
public interface Claim extends AutoCloseable {

    /** A claim that no other job can see. */
    Claim NONE = new Claim() {
        @Override
        public Status status() {
            return Status.CLEAR;
        }

        @Override
        public boolean isCreatedWithin(Duration age) {
            return false;
        }

        @Override
        public void creating() {}

        @Override
        public void created() {}

        @Override
        public void resolved() {}

        @Override
        public void close() {}
    };

    /** What other jobs have done with the claimed values. */
    enum Status {
        /** Nothing since this job began. */
        CLEAR,
        /** One of them has created a contact since this job began, which a list read earlier may not contain. */
        CREATED_BY_OTHER,
        /** One of them may have created a contact that lookups do not find yet. */
        IN_DOUBT
    }

    /** {@return what was known when the claim was acquired} */
    Status status();

    /**
     * Returns true if any job, this one included, created a contact with one of the values within a time before the
     * claim was acquired. Measured by the monotonic clock.
     */
    boolean isCreatedWithin(Duration age);

    /** Records that a create is about to be sent. If the process dies from here on, the values are in doubt. */
    void creating();

    /** Records that a contact with the values exists now, or may exist, although lookups may not find it yet. */
    void created();

    /** Records that the values are not, or no longer, in doubt: lookups show what exists. */
    void resolved();

    /** Releases the values. A create that is neither created nor resolved stays in doubt. */
    @Override
    void close();
}
