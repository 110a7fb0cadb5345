package io.contactsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a log that {@code -Xlog:gc} has written. */
final class GcLog {

    private static final Pattern HEAP_AFTER_GC = Pattern.compile("->(\\d+)M\\(");

    private GcLog() {}

    /** The maximum heap in use after a garbage collection, in megabytes. */
    static int maxUsedMegabytesAfterGc(Path log) throws IOException {
        int max = 0;
        Matcher after = HEAP_AFTER_GC.matcher(Files.readString(log));
        while (after.find()) {
            max = Math.max(max, Integer.parseInt(after.group(1)));
        }
        return max;
    }
}
