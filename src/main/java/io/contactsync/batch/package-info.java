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
 *   <li>A channel with 100,000 links or more reads a source without a rate limit in chunks of 10 calls, at most 1,000
 *       contacts. There, the chunks decide how long a run over unchanged contacts takes: each costs 4 to 5 ms of CPU
 *       for its ledger reads, its transaction and the updates of the job repository. 100,000 unchanged DigiVault
 *       contacts take 24.4 s of CPU in chunks of 100 and 20.3 s in chunks of 1,000. With a rate limit of 100 calls per
 *       minute, a chunk's page alone takes 600 ms.
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
 *   <li>A run has a context of its own. It configures Spring Batch with {@code JdbcDefaultBatchConfiguration}, not with
 *       Spring Boot's {@code BatchJdbcAutoConfiguration}, which provides the same repository and operator. Boot's costs
 *       0.3 s of CPU more per run (one unchanged CSV contact, minimum of 16 alternating runs: 3.4 s against 3.1 s) and
 *       makes the jar 0.5 MB larger. In a process that has had a context before, the next one costs about 0.1 s of CPU.
 * </ul>
 */
@NullMarked
package io.contactsync.batch;

import org.jspecify.annotations.NullMarked;
