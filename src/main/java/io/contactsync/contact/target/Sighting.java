package io.contactsync.contact.target;

/** What came of looking for a contact in the target. */
public sealed interface Sighting {

    /**
     * It is there.
     *
     * @param present what the target holds about it
     */
    record Found(Present present) implements Sighting {}

    /** It is not there. */
    record None() implements Sighting {}

    /**
     * Which contact it is, or whether it is there, cannot be told.
     *
     * @param reason why not, and what a person can do about it
     */
    record Unclear(String reason) implements Sighting {}

    /**
     * The target refused the question.
     *
     * @param refusal what it said
     */
    record Refused(Refusal refusal) implements Sighting {}
}
