package io.contactsync.ledger.journal;

import io.contactsync.ledger.step.Step;
import java.util.List;

/**
 * Steps that were written together: all of them are in the journal, or none.
 *
 * @param number which entry of the ledger this is, from 1
 * @param synced the number of the last entry that was safe from a power loss when this one was written
 * @param steps the steps, in their order
 */
record Entry(long number, long synced, List<Step> steps) {}
