package io.contactsync.csv;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Reading;
import io.contactsync.contact.source.Scan;
import io.contactsync.contact.source.Source;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A CSV file as the source of contacts. A position is the number of a row behind the header, from 1. */
public final class CsvSource implements Source {

    private static final int PAGE_SIZE = 1_000;

    private final CsvOptions options;
    private final Survey survey;

    private CsvSource(CsvOptions options, Survey survey) {
        this.options = options;
        this.survey = survey;
    }

    /**
     * Opens a file, which is read through once.
     *
     * @param options the file and how it is read
     * @return the file as a source
     * @throws io.contactsync.csv.text.CsvUnusable if it is not there, is empty, has quotes that do not pair or bytes
     *     that its charset does not have, or a header that is not sound
     */
    public static CsvSource open(CsvOptions options) {
        return new CsvSource(options, Survey.of(options));
    }

    /**
     * The fields of a contact.
     *
     * @return the columns' names, trimmed and in NFC, in the file's order
     */
    public List<String> fields() {
        return survey.header().names();
    }

    /**
     * What tells one content of the file from another.
     *
     * @return SHA-256 of its bytes, in hexadecimal digits
     */
    public String fingerprint() {
        return survey.fingerprint();
    }

    /**
     * Begins a scan; the readings are {@link Contact}s, and {@link io.contactsync.contact.Unreadable}s for rows that
     * are none.
     */
    @Override
    public Scan after(@Nullable String position) {
        return new CsvScan(options, survey, position == null ? 0 : row(position));
    }

    /** The row of a position; the start for one that this file does not have. */
    private long row(String position) {
        if (!position.matches("\\d{1,18}")) {
            return 0;
        }
        long row = Long.parseLong(position);
        return row > survey.rows() ? 0 : row;
    }

    @Override
    public Optional<Contact> get(String id) {
        try (Scan scan = after(null)) {
            while (scan.hasNext()) {
                Reading reading = scan.next();
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
        // Scans are closed by whoever began them.
    }
}
