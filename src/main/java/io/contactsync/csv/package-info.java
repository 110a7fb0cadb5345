/**
 * All of CSV: files as source and as target. How a file is cut into cells is {@link io.contactsync.csv.text}; what a
 * job file for one may look like is {@link io.contactsync.csv.guess}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A source file is read through once before anything is sent ({@link io.contactsync.csv.Survey}): a wrong
 *       structure is found while nothing has happened yet, and the number of rows and the fingerprint come with it.
 *       What was learned is kept as long as the file stays as it is, since header, fingerprint and scan are asked for
 *       at different moments of a run.
 *   <li>A position is the number of a row behind the header. A resumed scan reads the rows before it again, without
 *       giving them out, because it must know their ids: that costs a second for a million rows, and nothing is kept.
 *   <li>Ids are remembered as hashes in a mapped file without a name, sized by the survey: memory stays the same for 25
 *       rows and for 50 million.
 *   <li>Cells stay text, and an empty one is null: a comparison with a number then is false instead of an error. Only
 *       an id is trimmed.
 *   <li>In scientific notation, digits are lost for good: {@code 1.77603E+15} is refused in the id column and in those
 *       that hold phones, by their names or because {@code e164} or a field of that name reads them. An {@code E} that
 *       has neither a decimal point before it nor a {@code +} behind it may well be part of an id.
 *   <li>A target file is written whole by every run, first as {@code .part} beside it, and moved into place when the
 *       run is complete. Each row is handed to the operating system before the ledger hears of it, so after {@code kill
 *       -9} it is there, and what is there too much is cut off.
 *   <li>A sample ({@code --limit}, {@code --only}) goes to {@code NAME.sample.csv} beside the target file: an operator
 *       who looks at ten rows must not lose the file that others read, nor the unfinished one of a longer run.
 * </ul>
 */
@NullMarked
package io.contactsync.csv;

import org.jspecify.annotations.NullMarked;
