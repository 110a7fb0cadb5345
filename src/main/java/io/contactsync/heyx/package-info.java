/**
 * HeyX as a source and as a target, as documented in {@code heyx-contacts.md} and observed in {@code behaviour.md}. The
 * API's URLs and JSON are not used outside this package.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The results of a lookup are compared again: the example in the document finds "Mahin" for a lookup of "Muhammad
 *       Mahin".
 *   <li>Pages are requested by number on the configured URL. The links in a response are {@code http://} and would send
 *       the token in clear text.
 *   <li>The response to an update may contain another id than the one in its URL. The contact is still addressed by the
 *       first one.
 *   <li>A response to a lookup that is not a list does not show whether a contact exists. Treating it as an empty list
 *       would create contacts twice.
 *   <li>A 403 means that the contact does not exist only if its message says so and does not mention a part of a
 *       contact, such as a field or a tag.
 *   <li>A source reads the complete list before it returns the first contact, and returns the contacts in the order of
 *       their ids: the list's own order can change between two pages, but a resume position must not.
 * </ul>
 */
@NullMarked
package io.contactsync.heyx;

import org.jspecify.annotations.NullMarked;
