/**
 * All of HeyX: how its contacts are addressed, listed, looked up, created and changed, as {@code heyx-contacts.md}
 * documents it and {@code behaviour.md} fills it in.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A lookup's results are compared again here: the sample in the document finds "Mahin" when asked for "Muhammad
 *       Mahin".
 *   <li>Pages are asked for by number on the configured URL; the links in an answer are {@code http://} and would carry
 *       the token in clear text.
 *   <li>An update may answer with another id than it was addressed to; the first one stays the contact's address.
 *   <li>An answer to a lookup that is no list says nothing about who is there; taking it for an empty one would create
 *       contacts twice.
 *   <li>A 403 means that the contact is gone only if it says so and speaks of no part of it, such as a field or a tag.
 *   <li>As a source, a list is gathered whole before its first contact is given out, and given out in the order of ids:
 *       its own order can change between two pages, and a place to resume at must not.
 * </ul>
 *
 * <p>MERGED io.contactsync.heyx.wire: HeyX as it is spoken to: the addresses of contacts, the JSON that goes and comes,
 * and what a refusal means. Wire shapes stay in here; the rest of {@code heyx} speaks of contacts.
 */
@NullMarked
package io.contactsync.heyx;

import org.jspecify.annotations.NullMarked;
