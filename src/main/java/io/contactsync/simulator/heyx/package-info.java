/**
 * The simulated HeyX: as {@code heyx-contacts.md} documents it, and like Laravel where the document says nothing
 * ({@code behaviour.md}).
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An error is the documented envelope with status 403, or a 302 to a page for a client that does not accept JSON.
 *   <li>A blank value is stored as null. The limits of 30 fields and 10 tags count duplicates.
 *   <li>Each channel has its own contacts, ids and limit; the token selects the channel. Lists are in order of
 *       creation.
 *   <li>A field is indexed when it is first looked up, as sorted row numbers by value. Any field can therefore be a
 *       match field, unused fields take no memory, and a late page of a million contacts is found immediately.
 * </ul>
 */
@NullMarked
package io.contactsync.simulator.heyx;

import org.jspecify.annotations.NullMarked;
