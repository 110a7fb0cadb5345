package io.contactsync.jobfile;

import io.contactsync.jobfile.setting.FieldIs;
import io.contactsync.jobfile.setting.Threshold;
import io.contactsync.jobfile.setting.Token;
import io.contactsync.jobfile.yaml.Section;
import io.contactsync.jobfile.yaml.Types;
import io.contactsync.jobfile.yaml.Value;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads what a job file says in its own notation: names, rates, durations, thresholds, files. */
final class Terms {

    static final int MOST_CALLS_PER_MINUTE = 100_000;

    private static final int MOST_COUNT = 100_000_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,2}|100)%");
    private static final Map<String, Character> DELIMITERS =
            Map.of(",", ',', ";", ';', "|", '|', "\t", '\t', "tab", '\t', "TAB", '\t');

    private Terms() {}

    static String name(Value value) {
        String name = Types.text(value);
        if (!NAME.matcher(name).matches()) {
            throw value.not("1 to 60 of the characters a-z, 0-9 and -");
        }
        return name;
    }

    static Token token(Value value) {
        return new Token(Types.secret(value));
    }

    static OptionalInt rate(Value value) {
        return Types.is(value, "unlimited")
                ? OptionalInt.empty()
                : OptionalInt.of(Types.whole(value, 1, MOST_CALLS_PER_MINUTE, "unlimited"));
    }

    static FieldIs fieldIs(Value value) {
        Section section = value.section("field", "value");
        return new FieldIs(Types.text(section.get("field")), Types.text(section.get("value")));
    }

    static Duration duration(Value value) {
        return Types.written(value).flatMap(Durations::parse).orElseThrow(() -> value.not(Durations.ALLOWED));
    }

    static Threshold threshold(Value value) {
        String text = Types.written(value).orElse("");
        if (PERCENTAGE.matcher(text).matches()) {
            return new Threshold.Percentage(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        return new Threshold.Count(Types.whole(value, 0, MOST_COUNT, "a percentage from 0% to 100%"));
    }

    static Path file(Value value, Path jobFile) {
        try {
            return jobFile.resolveSibling(Types.text(value)).normalize();
        } catch (InvalidPathException e) {
            throw value.not("a path, from the job file's folder");
        }
    }

    static Optional<Character> delimiter(Value value) {
        String text = Types.anyText(value);
        if (text.equals("auto")) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(DELIMITERS.get(text))
                .orElseThrow(() -> value.not("auto, or one of ',' ';' '|' and tab")));
    }

    static Optional<Charset> charset(Value value) {
        String name = Types.text(value);
        try {
            return name.equals("auto") ? Optional.empty() : Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw value.not("auto, or a charset such as UTF-8 or windows-1252");
        }
    }
}
