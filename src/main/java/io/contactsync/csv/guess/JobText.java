package io.contactsync.csv.guess;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A guess as a job file. */
public final class JobText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_ (),'.]*");

    private JobText() {}

    /**
     * Writes a job file.
     *
     * @param guess what was guessed
     * @param csv the CSV file as the job file shall name it, from its own folder
     * @return YAML, with a comment for all that a person should look at
     */
    public static String of(Guess guess, Path csv) {
        String name = name(guess.file());
        String match = Stream.of(guess.fields().get(0).name(), "phone")
                .filter(guess::has)
                .distinct()
                .collect(Collectors.joining(", "));
        return """
                # A CSV file to HeyX, guessed from its header and its first rows. Read it through before the first run.
                #
                # HEYX_TOKEN must be set in the environment; HEYX_URL may be, to try it against a simulator.
                # `plan` tells what a run would do, `run --limit 5` carries a sample.

                name: %s

                source:
                  csv:
                    file: %s
                    id: %s
                    delimiter: %s            # as found; auto lets each file tell
                    charset: %s

                target:
                  heyx:
                    url: ${HEYX_URL:https://app.heyx.io/api/v1}
                    channels:
                      - name: support
                        token: ${HEYX_TOKEN}
                        calls-per-minute: 200

                # By these a contact is looked for before it is created. The first must be a custom field in HeyX.
                match: [%s]

                # HeyX field: expression over the columns. What is no field of HeyX itself must be there as a custom field.
                fields:
                %s
                # Tags that this job sets and takes away, such as
                # tags:
                #   Imported: "true"
                """.formatted(
                        name,
                        quoted(csv.toString()),
                        quoted(guess.id()),
                        guess.dialect().delimiter() == '\t'
                                ? "tab"
                                : "'" + guess.dialect().delimiter() + "'",
                        guess.dialect().charset().name(),
                        match,
                        fields(guess));
    }

    private static String fields(Guess guess) {
        StringBuilder fields = new StringBuilder();
        for (Guess.Field field : guess.fields()) {
            String note = field.note().isEmpty() ? "" : "   # " + field.note();
            fields.append("  %s: %s%s\n".formatted(field.name(), quoted(field.expression()), note));
        }
        for (String column : guess.unmapped()) {
            fields.append("  # FIELD: %s   # no name for HeyX could be made of this column\n"
                    .formatted(quoted(FieldNames.reference(column)).replaceAll("\\R", " ")));
        }
        return fields.toString();
    }

    /** Words as they are, everything else in quotes. */
    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches()
                && !text.endsWith(" ")
                && !text.matches("(?i)true|false|null|yes|no|on|off|y|n")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append("\\x%02X".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static String name(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        String plain = Meaning.words(stem);
        String cut = plain.isEmpty() ? "csv" : plain.substring(0, Math.min(plain.length(), 50));
        return (cut + "-to-heyx").toLowerCase(Locale.ROOT);
    }
}
