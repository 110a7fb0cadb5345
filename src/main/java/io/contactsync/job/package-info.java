/**
 * Runs a job: starts or resumes a run, opens its source and targets, executes it with {@code batch}, stores its result,
 * and reports its progress.
 *
 * <p>Decision: this package knows no connector. It opens the source and the targets through the interfaces of
 * {@code connector}, and passes to each what the job file says and what the run provides.
 */
@NullMarked
package io.contactsync.job;

import org.jspecify.annotations.NullMarked;
