/**
 * How a run stands, as the small file {@code JOB.status} that the run writes and {@code status} reads.
 *
 * <p>The ledger belongs to the process that runs, so what others may know of a run stands beside it. A file that says
 * RUNNING while its process is gone tells of a run that was killed; the process is known by its id and by the moment it
 * began, because ids are used again.
 */
@NullMarked
package io.contactsync.report.status;

import org.jspecify.annotations.NullMarked;
