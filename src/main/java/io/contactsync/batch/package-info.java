/**
 * The job as Spring Batch runs it: its steps with their readers, processor and writer, and what limits the contacts in
 * progress.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Each channel is a flow that runs at the same time as the others: a step for its contacts and, if the job acts
 *       on missing contacts, a step for these. Only a complete scan of the same process shows which contacts are
 *       missing, so a resumed run repeats the first step until the second one is complete. This costs calls to the
 *       source, none to the target.
 *   <li>An item is one contact. The chunk size is what one call to the source returns, 1 for contacts that are read by
 *       their ids: a larger chunk would delay the first call to the target, and the ledger is read once a chunk.
 *   <li>A write does not wait for its own contacts. If it did, most workers would idle while the last contacts of a
 *       chunk finish. Up to 1,000 contacts of earlier chunks stay in progress; all of them are after the checkpoint, so
 *       nothing is lost.
 *   <li>The writer sets the counts of the step's row, from the settled prefix, because Spring Batch cannot: it counts
 *       an item as written when {@code write} returns, which is before the contact is synced; items that the processor
 *       filters never reach the writer, which owns order and checkpoint; and it counts write skips only in the scan of
 *       a {@code faultTolerant()} step, which writes items again and loses items when it is stopped and restarted.
 *       Hence also no {@code faultTolerant()}: a rejected contact is an outcome, and an exception ends the run.
 *   <li>The rows of a step over all executions of a run add up to the run's result. When a resumed run has to start a
 *       step from the beginning, the counts of the step's earlier rows are set to 0.
 *   <li>At the end of the input the writer waits for all contacts in its last {@code update}, not in {@code afterStep}:
 *       Spring Batch 6.0.6 stores the status COMPLETED before it calls {@code afterStep}, and a process that is killed
 *       between the two would never finish these contacts.
 *   <li>The ledger commits by itself, before the chunk does: a chunk that is rolled back is read again, and nothing in
 *       it is sent again.
 *   <li>A run has a context of its own, with Spring Boot's configuration of Spring Batch imported by name. Searching
 *       all auto-configurations would find nothing else that is used.
 * </ul>
 */
@NullMarked
package io.contactsync.batch;

import org.jspecify.annotations.NullMarked;
