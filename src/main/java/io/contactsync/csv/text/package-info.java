/**
 * CSV as text: bytes to characters, characters to rows, and the apostrophe that keeps spreadsheets from running a cell.
 * It knows neither contacts nor jobs.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Commons CSV cuts the cells. {@link io.contactsync.csv.text.CellWatch} stands before it and sees every character
 *       first: it finds a quote that is never closed without holding the rest of the file in memory, and cuts cells
 *       that are too long.
 *   <li>A line without any character is no row, wherever it stands.
 *   <li>An apostrophe is also put before a cell that has one already before a formula. Otherwise taking it off again
 *       would make {@code =1} of a cell that was {@code '=1} from the beginning.
 * </ul>
 */
@NullMarked
package io.contactsync.csv.text;

import org.jspecify.annotations.NullMarked;
