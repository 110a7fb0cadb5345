/**
 * Steps as rows of the database.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Of a contact to which several steps happened only how it stands in the end is written: its row, its match
 *       values and the pages of their indexes once and not with every step. Its events are all written.
 *   <li>How contacts stand before is asked for all of them at once.
 *   <li>New links are written in the order of their steps, which is about the source's: a later run reads them in that
 *       order, and those beside each other together ({@code LinkReads}).
 * </ul>
 */
@NullMarked
package io.contactsync.ledger.table;

import org.jspecify.annotations.NullMarked;
