/** What can be told about a run from outside of it: while it is under way, and against what the ledger knows. */
@NullMarked
package io.contactsync.job.progress;

import org.jspecify.annotations.NullMarked;
