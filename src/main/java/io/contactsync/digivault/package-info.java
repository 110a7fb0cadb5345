/**
 * DigiVault as a source and as a target, as documented in {@code digivault-contacts.md} and observed in
 * {@code behaviour.md}. The API's JSON is not used outside this package.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>There is no change feed, and the order of the list is not guaranteed. A scan therefore reads everything and
 *       relies on {@code has_more} and on the ids that it received, never on counts.
 *   <li>The cursor is a contact's id, and this contact may be deleted while a page is read. If a page could also mean
 *       "unknown cursor", the scan checks that the contact still exists before it accepts the page.
 *   <li>A resume position is accepted only if its contact still exists after the page that follows it was read.
 *   <li>There is no search, so contacts are looked up in one full listing, kept as bytes with sorted hashes: a million
 *       contacts with four match fields take 180 MB.
 *   <li>A lost create is looked up at both ends of the list, where new contacts are listed in either order. Only a full
 *       listing that was started 30 s after the create proves that it was not executed.
 *   <li>Required fields are checked before a call, so that a contact without a phone number costs no call.
 *   <li>DigiVault may accept only 10 writes per minute in addition to its 100 calls (behaviour.md). Its 429 responses
 *       report that and pause the client.
 * </ul>
 */
@NullMarked
package io.contactsync.digivault;

import org.jspecify.annotations.NullMarked;
