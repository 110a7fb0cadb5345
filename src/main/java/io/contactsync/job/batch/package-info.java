/**
 * What only Spring Batch drives: the job as one sentence, its reader, processor and writer, and what they hold to while
 * contacts are on their way.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One chunk-oriented step a channel, each a partition with its own checkpoint. No {@code faultTolerant()}: a bad
 *       contact is an outcome, and an exception ends the run.
 *   <li>A chunk's write does not wait for its own contacts but for those of the chunk before: at a wait for all of them
 *       most lanes would stand empty while the last ones travel. What was read but not waited for is behind the
 *       checkpoint, so nothing is lost by it.
 *   <li>The ledger commits on its own, before the chunk does: a rolled back chunk is read again and nothing in it is
 *       sent again.
 * </ul>
 */
@NullMarked
package io.contactsync.job.batch;

import org.jspecify.annotations.NullMarked;
