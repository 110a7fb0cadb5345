package io.contactsync.csv.guess;

import io.contactsync.csv.text.Dialect;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was guessed of a CSV file.
 *
 * @param file the file
 * @param dialect how it is written
 * @param id the column that tells contacts apart
 * @param fields HeyX fields and where they come from, the id's first
 * @param unmapped columns that no field could be named after
 * @param region where phones without a country code are dialled, or null without phones
 */
public record Guess(
        Path file,
        Dialect dialect,
        String id,
        List<Field> fields,
        List<String> unmapped,
        @Nullable String region) {

    /** Takes unmodifiable copies. */
    public Guess {
        fields = List.copyOf(fields);
        unmapped = List.copyOf(unmapped);
    }

    /**
     * One field of the job file.
     *
     * @param name HeyX's name of the field
     * @param expression the expression that gives its value
     * @param column the column that it reads
     * @param note what a person should know, or empty text
     */
    public record Field(String name, String expression, String column, String note) {}

    /**
     * Whether a field was found.
     *
     * @param name HeyX's name of the field
     * @return true when a column goes there
     */
    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }
}
