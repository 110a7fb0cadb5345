/**
 * Opens the source and the target of a job through its connectors, and compiles its expressions for them. It knows no
 * connector: it hands each one what the job file says, and what the run provides.
 */
@NullMarked
package io.contactsync.job.system;

import org.jspecify.annotations.NullMarked;
