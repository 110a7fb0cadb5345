package io.contactsync.ledger.db;

/**
 * A system at one end of a job, as its ledger remembers it.
 *
 * @param kind what gives its ids their meaning, such as {@code heyx} or {@code csv by customer_id}
 * @param address its URL, kept as a keyed hash only; empty where a place says nothing, as with a daily export
 * @param shown what of the address may be read, such as its host; may be empty
 */
public record Endpoint(String kind, String address, String label) {

    /** Its name for people. */
    @Override
    public String toString() {
        return label.isEmpty() ? kind : kind + " at " + label;
    }
}
