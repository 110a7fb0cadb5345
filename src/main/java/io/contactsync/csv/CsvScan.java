package io.contactsync.csv;

import io.contactsync.contact.Reading;
import io.contactsync.contact.source.Scan;
import io.contactsync.contact.source.SourceFailed;
import io.contactsync.csv.text.CsvUnusable;
import io.contactsync.csv.text.Row;
import io.contactsync.csv.text.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One pass over a CSV file. */
final class CsvScan implements Scan {

    private final CsvOptions options;
    private final Survey survey;
    private final Rows rows;
    private final RowReader reader;
    private final IdTable seen;
    private final long skippedRows;
    private long rowNumber;
    private @Nullable Reading next;

    /** Starts after this row; 0 for the start of the file. */
    CsvScan(CsvOptions options, Survey survey, long skippedRows) {
        this.options = options;
        this.survey = survey;
        this.skippedRows = skippedRows;
        this.reader = new RowReader(survey.header(), options.guardFormulas());
        this.seen = new IdTable(survey.rows());
        try {
            this.rows = Rows.of(options.file(), Files.newInputStream(options.file()), survey.dialect());
        } catch (IOException e) {
            throw new CsvUnusable(options.file(), "the file cannot be read: " + e);
        }
        rows.next();
    }

    @Override
    public boolean fromStart() {
        return skippedRows == 0;
    }

    @Override
    public boolean hasNext() {
        while (next == null && rowNumber < survey.rows()) {
            Row row = rows.next();
            if (row == null) {
                throw changed();
            }
            rowNumber++;
            Reading reading = reader.read(row, Long.toString(rowNumber), seen::add);
            // Skipped rows are read only for their ids.
            next = rowNumber > skippedRows ? reading : null;
        }
        if (next == null) {
            checkUnchanged();
        }
        return next != null;
    }

    private void checkUnchanged() {
        try {
            if (!Survey.stamp(options.file()).equals(survey.stamp())) {
                throw changed();
            }
        } catch (IOException e) {
            throw changed();
        }
    }

    private SourceFailed changed() {
        return new SourceFailed(options.file() + " changed while it was being read");
    }

    @Override
    public Reading next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Reading reading = next;
        next = null;
        return reading;
    }

    @Override
    public boolean saw(String id) {
        return seen.contains(id);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new SourceFailed(options.file() + " cannot be closed: " + e);
        }
    }
}
