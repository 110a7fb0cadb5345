/**
 * The words of the trade, and nothing else: what travels along the road
 *
 * <pre>Contact --mapping--&gt; Draft --ledger--&gt; Change --target--&gt; Outcome</pre>
 *
 * and, in {@code source} and {@code target}, the two ports at its ends, {@link io.contactsync.connector.Source} and
 * {@link io.contactsync.connector.Target}. Every other room may use these words; this room knows no other, and the
 * words know no port.
 */
@NullMarked
package io.contactsync.contact;

import org.jspecify.annotations.NullMarked;
