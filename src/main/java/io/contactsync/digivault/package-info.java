/**
 * All of DigiVault: its contacts as a source, as {@code digivault-contacts.md} documents them and {@code behaviour.md}
 * fills it in. Wire shapes stay in here.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>There is no change feed and no order is promised: a scan reads everything, goes by {@code has_more} and by the
 *       ids it received, and never by counting.
 *   <li>The cursor is a contact's id, and the contact may be deleted while a page is read. Whether it is still there is
 *       asked before a page that could also mean "unknown cursor" is believed.
 * </ul>
 */
@NullMarked
package io.contactsync.digivault;

import org.jspecify.annotations.NullMarked;
