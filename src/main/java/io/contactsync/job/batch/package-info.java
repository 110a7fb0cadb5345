/**
 * What only Spring Batch drives: the job as one sentence, its reader, processor and writer, and what they hold to while
 * contacts are on their way.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One chunk-oriented step a channel, each a partition with its own checkpoint. No {@code faultTolerant()}: a bad
 *       contact is an outcome, and an exception ends the run.
 *   <li>The ledger commits on its own, before the chunk does: a rolled back chunk is read again and nothing in it is
 *       sent again.
 * </ul>
 */
@NullMarked
package io.contactsync.job.batch;

import org.jspecify.annotations.NullMarked;
