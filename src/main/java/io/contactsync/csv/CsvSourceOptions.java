package io.contactsync.csv;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV file is read.
 *
 * @param file the file
 * @param id the name of the column with the contact's id
 * @param delimiter the cell separator, or empty if it is detected
 * @param charset the encoding, or empty if it is detected
 * @param guardFormulas whether an apostrophe before a formula is removed
 * @param phones expressions that produce phone numbers; the columns that they use contain phone numbers
 */
record CsvSourceOptions(
        Path file,
        String id,
        Optional<Character> delimiter,
        Optional<Charset> charset,
        boolean guardFormulas,
        List<String> phones) {

    /** Takes an unmodifiable copy. */
    public CsvSourceOptions {
        phones = List.copyOf(phones);
    }
}
