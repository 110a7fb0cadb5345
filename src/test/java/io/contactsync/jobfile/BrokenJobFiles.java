package io.contactsync.jobfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of invalid job files, each with the expected error. */
final class BrokenJobFiles {

    private static final Pattern ROW =
            Pattern.compile("<<<\\n(.*?)\\n>>>\\n(.*?)\\n!!!( schema)?\\n(.*?)\\n", Pattern.DOTALL);

    private static final Pattern LINES = Pattern.compile("lines (\\d+)-(\\d+)");

    private BrokenJobFiles() {}

    /**
     * One invalid job file.
     *
     * @param change the text that was inserted into the valid file
     * @param text the whole file
     * @param schemaRejects whether the schema rejects it too
     * @param message the error, from the file name on
     */
    record Row(String change, String text, boolean schemaRejects, String message) {
        @Override
        public String toString() {
            return change.strip() + " -> " + message;
        }
    }

    static String valid() {
        return resource("sound.yaml");
    }

    static Stream<Row> rows() {
        return ROW.matcher(resource("broken.txt")).results().map(BrokenJobFiles::row);
    }

    private static Row row(MatchResult match) {
        String out = taken(match.group(1));
        if (!valid().contains(out)) {
            throw new IllegalStateException("sound.yaml does not have: " + out);
        }
        String text = valid().replace(out, match.group(2));
        return new Row(match.group(2), text, match.group(3) != null, match.group(4));
    }

    private static String taken(String out) {
        Matcher lines = LINES.matcher(out);
        if (!lines.matches()) {
            return out;
        }
        int from = Integer.parseInt(lines.group(1)) - 1;
        int to = Integer.parseInt(lines.group(2));
        return String.join("\n", valid().lines().toList().subList(from, to));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(BrokenJobFiles.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
