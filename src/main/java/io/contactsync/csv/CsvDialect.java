package io.contactsync.csv;

import java.nio.charset.Charset;
import org.apache.commons.csv.CSVFormat;

/** The charset and the delimiter of a CSV file. */
public record CsvDialect(Charset charset, char delimiter) {

    CSVFormat format() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
    }

    /** {@return a description such as {@code UTF-8, delimiter ';'}} */
    @Override
    public String toString() {
        return charset.name() + ", delimiter " + (delimiter == '\t' ? "TAB" : "'" + delimiter + "'");
    }
}
