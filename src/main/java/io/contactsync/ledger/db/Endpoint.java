package io.contactsync.ledger.db;

/**
 * The source or target of a job, as its ledger is bound to it.
 *
 * @param kind the kind of its ids, such as {@code heyx} or {@code csv by customer_id}
 * @param address its URL, of which only a keyed hash is stored; empty if it has no meaning, as for a daily export
 * @param label the part of the address that is shown, such as its host; may be empty
 */
public record Endpoint(String kind, String address, String label) {

    /** Returns the text for messages. */
    @Override
    public String toString() {
        return label.isEmpty() ? kind : kind + " at " + label;
    }
}
