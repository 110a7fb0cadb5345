package io.contactsync.csv;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The job inferred from a CSV file.
 *
 * @param file the CSV file
 * @param id the name of the id column
 * @param fields the HeyX fields, the one for the id first
 * @param unmapped the columns from whose names no field name could be created
 * @param region the region of phone numbers without a country code, null if no column has phone numbers
 */
public record InferredJob(
        Path file,
        CsvDialect dialect,
        String id,
        List<Field> fields,
        List<String> unmapped,
        @Nullable String region) {

    /** Takes unmodifiable copies. */
    public InferredJob {
        fields = List.copyOf(fields);
        unmapped = List.copyOf(unmapped);
    }

    /**
     * One field of the job file.
     *
     * @param name the name of the HeyX field
     * @param expression the expression for its value
     * @param column the column that the expression reads
     * @param note a comment for the person who checks the job file, empty for none
     */
    public record Field(String name, String expression, String column, String note) {}

    /** {@return whether a column is mapped to the HeyX field with this name} */
    public boolean hasField(String name) {
        return fields.stream().anyMatch(field -> field.name().equals(name));
    }
}
