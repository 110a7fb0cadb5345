/**
 * Records of contacts as rows of the database.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>If several records of one contact are written together, only its last state is written: its row, its match
 *       values and the pages of their indexes once instead of once a record. All its events are written.
 *   <li>The present state of all contacts of the records is read with one query.
 *   <li>New links are inserted in the order of their records, which is about the source's order. A later run reads them
 *       in that order, and reads adjacent rows together ({@code LinkReads}).
 * </ul>
 */
@NullMarked
package io.contactsync.ledger.table;

import org.jspecify.annotations.NullMarked;
