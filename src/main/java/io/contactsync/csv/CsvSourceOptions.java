package io.contactsync.csv;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV file is read.
 *
 * @param file the file
 * @param id the name of the column that holds the contact's id
 * @param delimiter what separates cells, or nothing when it is detected
 * @param charset its encoding, or nothing when it is detected
 * @param guardFormulas whether an apostrophe that guards a formula is removed
 * @param phones expressions that produce phone numbers: the columns that they name contain some
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
