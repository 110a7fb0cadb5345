/**
 * A job file carried out: a run is begun or resumed, opened, driven and concluded. Beneath it only {@code batch} drives
 * Spring Batch, and only {@code system} opens connectors; {@code run} is what both work with.
 *
 * <p>MERGED io.contactsync.job.progress: What can be told about a run from outside of it: while it is under way, and
 * against what the ledger knows.
 *
 * <p>MERGED io.contactsync.job.system: Opens the source and the target of a job through its connectors, and compiles
 * its expressions for them. It knows no connector: it hands each one what the job file says, and what the run provides.
 */
@NullMarked
package io.contactsync.job;

import org.jspecify.annotations.NullMarked;
