package io.contactsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code -Xlog:gc} has written about a process's garbage collections. */
final class GcLog {

    private static final Pattern HEAP_AFTER_GC = Pattern.compile("->(\\d+)M\\(");

    private GcLog() {}

    /** The most heap that was in use after a collection, in megabytes. */
    static int maxUsedMegabytesAfterGc(Path log) throws IOException {
        int most = 0;
        Matcher after = HEAP_AFTER_GC.matcher(Files.readString(log));
        while (after.find()) {
            most = Math.max(most, Integer.parseInt(after.group(1)));
        }
        return most;
    }
}
