package io.contactsync.csv;

import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.SourceItem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One pass over a CSV file. */
final class CsvScan implements Scan {

    private final CsvSourceOptions options;
    private final CsvPreScan survey;
    private final CsvRowReader rows;
    private final CsvRowMapper reader;
    private final OffHeapIdSet seen;
    private final long skippedRows;
    private long rowNumber;
    private @Nullable SourceItem next;

    /** Starts after this row; 0 for the start of the file. */
    CsvScan(CsvSourceOptions options, CsvPreScan survey, long skippedRows) {
        this.options = options;
        this.survey = survey;
        this.skippedRows = skippedRows;
        this.reader = new CsvRowMapper(survey.header(), options.guardFormulas());
        this.seen = new OffHeapIdSet(survey.rows());
        try {
            this.rows = CsvRowReader.of(options.file(), Files.newInputStream(options.file()), survey.dialect());
        } catch (IOException e) {
            throw new CsvException(options.file(), "the file cannot be read: " + e);
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
            CsvRow row = rows.next();
            if (row == null) {
                throw changed();
            }
            rowNumber++;
            SourceItem reading = reader.read(row, Long.toString(rowNumber), seen::add);
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
            if (!CsvPreScan.stamp(options.file()).equals(survey.stamp())) {
                throw changed();
            }
        } catch (IOException e) {
            throw changed();
        }
    }

    private SourceException changed() {
        return new SourceException(options.file() + " changed while it was being read");
    }

    @Override
    public SourceItem next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        SourceItem reading = next;
        next = null;
        return reading;
    }

    @Override
    public boolean hasSeen(String id) {
        return seen.contains(id);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new SourceException(options.file() + " cannot be closed: " + e);
        }
    }
}
