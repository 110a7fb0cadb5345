/**
 * The words of the trade, and nothing else: what travels along the road
 *
 * <pre>Contact --mapping--&gt; Draft --ledger--&gt; Change --target--&gt; Outcome</pre>
 *
 * and the two ports at its ends, {@link io.contactsync.contact.Source} and {@link io.contactsync.contact.Target}. Every
 * other room may use these words; this room knows no other.
 */
@NullMarked
package io.contactsync.contact;

import org.jspecify.annotations.NullMarked;
