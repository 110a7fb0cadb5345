package io.contactsync.csv;

import java.nio.file.Path;
import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param file the file
 * @param columns its columns, in their order
 * @param tags whether a last column {@code tags} holds the job's tags
 * @param guardFormulas whether an apostrophe is put before a cell that a spreadsheet would run
 */
record CsvTargetOptions(Path file, List<String> columns, boolean tags, boolean guardFormulas) {

    /** Takes an unmodifiable copy. */
    public CsvTargetOptions {
        columns = List.copyOf(columns);
    }

    /**
     * The same for a sample.
     *
     * @return options for {@code NAME.sample.csv} beside the file, which stays as it is
     */
    public CsvTargetOptions forSample() {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String sample = dot > 0 ? name.substring(0, dot) + ".sample" + name.substring(dot) : name + ".sample";
        return new CsvTargetOptions(file.resolveSibling(sample), columns, tags, guardFormulas);
    }
}
