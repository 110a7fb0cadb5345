/**
 * All of HeyX: how its contacts are addressed, looked up, created and changed, as {@code heyx-contacts.md} documents it
 * and {@code behaviour.md} fills it in. Wire shapes stay in here.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A lookup's results are compared again here: the sample in the document finds "Mahin" when asked for "Muhammad
 *       Mahin".
 *   <li>Pages are asked for by number on the configured URL; the links in an answer are {@code http://} and would carry
 *       the token in clear text.
 *   <li>An update may answer with another id than it was addressed to; the first one stays the contact's address.
 * </ul>
 */
@NullMarked
package io.contactsync.heyx;

import org.jspecify.annotations.NullMarked;
