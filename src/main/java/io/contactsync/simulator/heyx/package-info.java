/**
 * HeyX as {@code heyx-contacts.md} documents it, with Laravel's habits where the document is silent
 * ({@code behaviour.md}).
 *
 * <p>Decisions: an error is the documented envelope with status 403, and a 302 to a page for a client that does not say
 * that it takes JSON. A blank value stands as null afterwards. The 30 fields and 10 tags are counted as sent, doubles
 * too. Each channel has its own contacts, ids and limit; the token picks the channel. Lists are in order of creation.
 */
@NullMarked
package io.contactsync.simulator.heyx;

import org.jspecify.annotations.NullMarked;
