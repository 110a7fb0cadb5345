package io.contactsync.csv.text;

import java.nio.charset.Charset;
import org.apache.commons.csv.CSVFormat;

/**
 * How a CSV file is written.
 *
 * @param charset its encoding
 * @param delimiter what separates its cells
 */
public record Dialect(Charset charset, char delimiter) {

    CSVFormat format() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
    }

    /**
     * Says it to people.
     *
     * @return such as {@code UTF-8, delimiter ';'}
     */
    @Override
    public String toString() {
        return charset.name() + ", delimiter " + (delimiter == '\t' ? "TAB" : "'" + delimiter + "'");
    }
}
