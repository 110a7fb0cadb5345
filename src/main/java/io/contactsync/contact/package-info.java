/**
 * The data model of one sync, from the source to the result:
 *
 * <pre>Contact --mapping--&gt; Draft --ledger--&gt; Change --target--&gt; Outcome</pre>
 *
 * Every other package may use these types. They depend on no other package; the interfaces
 * {@link io.contactsync.connector.Source} and {@link io.contactsync.connector.Target} are defined in {@code connector}.
 */
@NullMarked
package io.contactsync.contact;

import org.jspecify.annotations.NullMarked;
