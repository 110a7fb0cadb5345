package io.contactsync.csv;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an inferred job as a job file. */
public final class InferredJobWriter {

    private static final Pattern PLAIN_SCALAR = Pattern.compile("[A-Za-z_][A-Za-z0-9_ (),'.]*");

    private InferredJobWriter() {}

    /**
     * Returns the job file as YAML, with a comment for everything that a person should check.
     *
     * @param csv the path of the CSV file, relative to the directory of the job file
     */
    public static String toYaml(InferredJob guess, Path csv) {
        String name = jobName(guess.file());
        String match = Stream.of(guess.fields().get(0).name(), "phone")
                .filter(guess::hasField)
                .distinct()
                .collect(Collectors.joining(", "));
        return """
                # A CSV file to HeyX, inferred from the header and the first rows. Check it before the first run.
                #
                # Set HEYX_TOKEN in the environment. To try the job against a simulator, set HEYX_URL as well.
                # `plan` shows what a run would do, `run --limit 5` syncs a sample.

                name: %s

                source:
                  csv:
                    file: %s
                    id: %s
                    delimiter: %s            # as detected; auto detects it for each file
                    charset: %s

                target:
                  heyx:
                    url: ${HEYX_URL:https://app.heyx.io/api/v1}
                    channels:
                      - name: support
                        token: ${HEYX_TOKEN}
                        calls-per-minute: 200

                # A contact is looked up by these fields before it is created. The first must be a custom field in HeyX.
                match: [%s]

                # HeyX field: expression over the columns. Every field that is not built into HeyX must exist there as a
                # custom field.
                fields:
                %s
                # Tags that this job adds and removes, such as
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

    private static String fields(InferredJob guess) {
        StringBuilder fields = new StringBuilder();
        for (InferredJob.Field field : guess.fields()) {
            String note = field.note().isEmpty() ? "" : "   # " + field.note();
            fields.append("  %s: %s%s\n".formatted(field.name(), quoted(field.expression()), note));
        }
        for (String column : guess.unmapped()) {
            fields.append("  # FIELD: %s   # no name for HeyX could be created from this column\n"
                    .formatted(quoted(FieldNameGenerator.reference(column)).replaceAll("\\R", " ")));
        }
        return fields.toString();
    }

    /** {@return a YAML scalar, in quotes if necessary} */
    private static String quoted(String text) {
        if (PLAIN_SCALAR.matcher(text).matches()
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

    private static String jobName(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        String slug = ColumnRole.slug(stem);
        String source = slug.isEmpty() ? "csv" : slug.substring(0, Math.min(slug.length(), 50));
        return (source + "-to-heyx").toLowerCase(Locale.ROOT);
    }
}
