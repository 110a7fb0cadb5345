/**
 * A job file carried out: the only room that knows Spring Batch, and the one that puts the systems together.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One chunk-oriented step a channel, each a partition with its own checkpoint. No {@code faultTolerant()}: a bad
 *       contact is an outcome, and an exception ends the run.
 *   <li>The ledger commits on its own, before the chunk does: a rolled back chunk is read again and nothing in it is
 *       sent again.
 *   <li>A checkpoint holds the position and the sheet together. What a contact came to in this run stands in the
 *       ledger, so a contact that is read again is counted as what it became, not as unchanged.
 * </ul>
 */
@NullMarked
package io.contactsync.job;

import org.jspecify.annotations.NullMarked;
