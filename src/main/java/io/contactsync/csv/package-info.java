/**
 * CSV files as source and as target.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A source file is read once in full before anything is sent ({@link io.contactsync.csv.CsvPreScan}). A wrong
 *       structure is found before anything has happened, and the same pass gives the number of rows and the
 *       fingerprint. The result is cached until the file changes, because header, fingerprint and scan are needed at
 *       different times of a run.
 *   <li>A position is the number of a row after the header. A resumed scan reads the rows before it again, without
 *       returning them, because it must know their ids. That takes a second for a million rows and needs no stored
 *       state.
 *   <li>Ids are stored as hashes in a mapped, unnamed file whose size follows from the number of rows: heap usage is
 *       the same for 25 rows and for 50 million.
 *   <li>Cells stay text, and an empty cell is null: a comparison with a number is then false instead of an error. Only
 *       an id is trimmed.
 *   <li>Scientific notation loses digits permanently. {@code 1.77603E+15} is therefore rejected in the id column and in
 *       columns with phone numbers, which are recognised by their name or because {@code e164} or a phone field reads
 *       them. A value with {@code E} but neither a decimal point before it nor a {@code +} after it is accepted,
 *       because it can be an id.
 *   <li>Commons CSV splits the cells. {@link io.contactsync.csv.ValidatingReader} reads every character first: it
 *       detects a quote that is never closed without holding the rest of the file in memory, and truncates cells that
 *       are too long. A line without any character is not a row.
 *   <li>A target file is written in full by every run, first as {@code .part} beside it, and moved into place when the
 *       run is complete. Each row is handed to the operating system before it is recorded in the ledger. After
 *       {@code kill -9} every recorded row is therefore in the file, and additional rows are truncated.
 *   <li>A sample ({@code --limit}, {@code --only}) is written to {@code NAME.sample.csv} beside the target file, so
 *       that it replaces neither the file that others read nor the partial file of a longer run.
 *   <li>An apostrophe is also put before a cell that already has one before a formula. Otherwise removing it would turn
 *       a cell that was originally {@code '=1} into {@code =1}.
 *   <li>{@link io.contactsync.csv.JobInferrer} infers a job file from the header and the first rows, for the command
 *       {@code init}. The file is written for review: each field names its column, and columns that could not be mapped
 *       are listed as comments.
 * </ul>
 */
@NullMarked
package io.contactsync.csv;

import org.jspecify.annotations.NullMarked;
