/**
 * The state of a run in the file {@code JOB.status}, which the run writes and {@code status} reads.
 *
 * <p>Only the running process can open the ledger, so a file next to it makes the state available to others. If the
 * file says RUNNING but the process does not exist, the run was killed. A process is identified by its pid and start
 * time, because pids are reused.
 */
@NullMarked
package io.contactsync.report.status;

import org.jspecify.annotations.NullMarked;
