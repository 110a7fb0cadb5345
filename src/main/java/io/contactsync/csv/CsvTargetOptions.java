package io.contactsync.csv;

import java.nio.file.Path;
import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param columns the columns, in their order
 * @param tags whether a last column {@code tags} contains the job's tags
 * @param guardFormulas whether an apostrophe is put before a cell that a spreadsheet would execute
 */
record CsvTargetOptions(Path file, List<String> columns, boolean tags, boolean guardFormulas) {

    /** Takes an unmodifiable copy. */
    public CsvTargetOptions {
        columns = List.copyOf(columns);
    }

    /**
     * Returns the options for a sample, which is written to {@code NAME.sample.csv} in the same directory. The file
     * itself is not changed.
     */
    public CsvTargetOptions forSample() {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String sample = dot > 0 ? name.substring(0, dot) + ".sample" + name.substring(dot) : name + ".sample";
        return new CsvTargetOptions(file.resolveSibling(sample), columns, tags, guardFormulas);
    }
}
