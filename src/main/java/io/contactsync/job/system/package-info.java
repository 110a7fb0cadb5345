/**
 * Puts the systems of a job together: the one place that knows which there are. A new system is one new room and one
 * line here.
 */
@NullMarked
package io.contactsync.job.system;

import org.jspecify.annotations.NullMarked;
