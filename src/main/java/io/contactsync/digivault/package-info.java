/**
 * All of DigiVault: its contacts as a source, and as a target, as {@code digivault-contacts.md} documents them and
 * {@code behaviour.md} fills it in. Wire shapes stay in here.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>There is no change feed and no order is promised: a scan reads everything, goes by {@code has_more} and by the
 *       ids it received, and never by counting.
 *   <li>The cursor is a contact's id, and the contact may be deleted while a page is read. Whether it is still there is
 *       asked before a page that could also mean "unknown cursor" is believed.
 *   <li>A place to resume at is believed only if its contact is still there after the page behind it was read.
 *   <li>There is no search, so who is there is answered from one full listing, kept as bytes with sorted hashes over
 *       them: a million contacts with four match fields take 180 MB.
 *   <li>A lost create is looked for at both ends of the list, where new contacts stand whatever the order; that it was
 *       not done is believed only of a full listing begun 30 s after it was sent.
 *   <li>What DigiVault requires is checked before a call, so that a contact without a phone number costs none.
 *   <li>DigiVault may take 10 writes a minute beside its 100 calls (behaviour.md): its 429s say so, and pause the
 *       client.
 * </ul>
 */
@NullMarked
package io.contactsync.digivault;

import org.jspecify.annotations.NullMarked;
