/**
 * The state of one execution of a run: its options, its context with channels and scans, checkpoints, and the cause if
 * it ends early. {@code job} creates it and {@code batch} works with it.
 *
 * <p>A checkpoint stores the position and the counts together. The outcome of a contact in this run is in the ledger,
 * so a contact that is read again keeps its outcome and is not counted as unchanged.
 */
@NullMarked
package io.contactsync.run;

import org.jspecify.annotations.NullMarked;
