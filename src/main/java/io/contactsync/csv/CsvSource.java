package io.contactsync.csv;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A CSV file as the source of contacts. A position is the number of a row after the header, from 1. */
final class CsvSource implements Source {

    private static final int PAGE_SIZE = 1_000;

    private final CsvSourceOptions options;
    private final CsvPreScan survey;

    private CsvSource(CsvSourceOptions options, CsvPreScan survey) {
        this.options = options;
        this.survey = survey;
    }

    /**
     * Opens a file and reads it once in full to check it.
     *
     * @throws io.contactsync.csv.CsvException if the file does not exist, is empty, has unbalanced quotes, bytes that
     *     are invalid in its charset, or an invalid header
     */
    public static CsvSource open(CsvSourceOptions options) {
        return new CsvSource(options, CsvPreScan.of(options));
    }

    /** {@return the column names in file order, trimmed and in NFC} */
    public List<String> fields() {
        return survey.header().names();
    }

    /** {@return the SHA-256 of the file's content in hexadecimal digits} */
    public String fingerprint() {
        return survey.fingerprint();
    }

    /**
     * Starts a scan. Its items are {@link Contact}s, and {@link io.contactsync.contact.SourceItem.Invalid}s for invalid
     * rows.
     */
    @Override
    public Scan scanFrom(@Nullable String position) {
        return new CsvScan(options, survey, position == null ? 0 : row(position));
    }

    /** {@return the row of a position, 0 for a position that this file does not have} */
    private long row(String position) {
        if (!position.matches("\\d{1,18}")) {
            return 0;
        }
        long row = Long.parseLong(position);
        return row > survey.rows() ? 0 : row;
    }

    @Override
    public Optional<Contact> get(String id) {
        try (Scan scan = scanFrom(null)) {
            while (scan.hasNext()) {
                SourceItem reading = scan.next();
                if (reading instanceof Contact contact && contact.id().equals(id)) {
                    return Optional.of(contact);
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(survey.rows());
    }

    /** {@inheritDoc} A file has no pages; this many rows are read in a few milliseconds. */
    @Override
    public int pageSize() {
        return PAGE_SIZE;
    }

    @Override
    public void close() {
        // Each scan is closed by its caller.
    }
}
