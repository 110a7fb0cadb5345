package io.contactsync.jobfile.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads scalars as the expected type and does not convert from another one. A value that comes from a placeholder has
 * no type of its own.
 */
public final class ScalarReaders {

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9]\\d{0,8}");
    private static final Pattern YAML_1_1_BOOL = Pattern.compile("(?i)y|n|yes|no|on|off");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7E]+");

    private ScalarReaders() {}

    /**
     * Reads text that is not blank.
     *
     * @throws JobFileException if the value is not text, or is blank
     */
    public static String text(YamlValue value) {
        String text = anyText(value);
        if (text.isBlank()) {
            throw value.error(value.path() + " is blank; allowed: text");
        }
        return text;
    }

    /**
     * Reads text, blank or not.
     *
     * @throws JobFileException if the value is not text
     */
    public static String anyText(YamlValue value) {
        ScalarNode scalar = value.scalar().orElseThrow(() -> value.expected("text"));
        Placeholders filled = value.filled(scalar);
        ScalarKind kind = ScalarKind.of(scalar);
        if (filled.used() || kind == ScalarKind.QUOTED) {
            return filled.text();
        }
        if (isYaml11Bool(scalar)) {
            throw value.expected("text in quotes, because YAML 1.1 reads it as a boolean without them");
        }
        return switch (kind) {
            case TEXT, QUOTED -> filled.text();
            case NULL -> throw value.expected("text");
            case NUMBER, BOOL -> throw value.expected("text; put it in quotes");
        };
    }

    /**
     * Reads a secret: printable ASCII without blanks, because it is sent in a header.
     *
     * @throws JobFileException if the value is anything else; the error does not quote it
     */
    public static String secret(YamlValue value) {
        Optional<String> secret = text(value, ScalarKind.TEXT).or(() -> text(value, ScalarKind.QUOTED));
        if (secret.isEmpty() || !SECRET.matcher(secret.get()).matches()) {
            String found = secret.isEmpty() ? " is not text" : secret.get().isBlank() ? " is blank" : " is no token";
            throw value.error(value.path() + found + "; allowed: text of printable ASCII characters without blanks");
        }
        return secret.get();
    }

    /** Returns true if the value is text, or comes from a placeholder, and equals the word. */
    public static boolean is(YamlValue value, String word) {
        return text(value, ScalarKind.TEXT)
                .or(() -> text(value, ScalarKind.QUOTED))
                .filter(word::equals)
                .isPresent();
    }

    /**
     * Reads an integer.
     *
     * @param min the lowest value allowed
     * @param max the highest value allowed
     * @param words words that are allowed in place of a number, for the error
     * @throws JobFileException if the value is not an integer, or is out of range
     */
    public static int integer(YamlValue value, int min, int max, String... words) {
        Optional<Integer> number = text(value, ScalarKind.NUMBER)
                .filter(text -> INTEGER.matcher(text).matches())
                .map(Integer::valueOf);
        if (number.isEmpty() || number.get() < min || number.get() > max) {
            String orWords = words.length == 0 ? "" : ", or " + String.join(", ", words);
            throw value.expected("a whole number from " + min + " to " + max + orWords + withoutQuotes(value));
        }
        return number.get();
    }

    /**
     * Reads a boolean.
     *
     * @throws JobFileException if the value is neither true nor false
     */
    public static boolean bool(YamlValue value) {
        String text = text(value, ScalarKind.BOOL).orElse("").toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            boolean yaml11 = value.scalar().filter(ScalarReaders::isYaml11Bool).isPresent();
            String reason = ", because yes, no, on and off are text in YAML 1.2";
            throw value.expected("true or false" + (yaml11 ? reason : withoutQuotes(value)));
        }
        return text.equals("true");
    }

    /**
     * Reads an enum constant.
     *
     * @param choice the enum; in the file {@code CREATE_ONLY} is {@code create-only}
     * @throws JobFileException if the value is none of the constants
     */
    public static <E extends Enum<E>> E enumConstant(YamlValue value, Class<E> choice) {
        List<String> words = new ArrayList<>();
        for (E constant : choice.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (is(value, word)) {
                return constant;
            }
            words.add(word);
        }
        throw value.expected(String.join(", ", words));
    }

    /**
     * Reads a scalar of any type as written, for values with their own notation.
     *
     * @return its text with placeholders filled; empty if it is a list or a section
     */
    public static Optional<String> rawText(YamlValue value) {
        return value.scalar().map(scalar -> value.filled(scalar).text());
    }

    private static Optional<String> text(YamlValue value, ScalarKind kind) {
        return value.scalar().flatMap(scalar -> {
            Placeholders filled = value.filled(scalar);
            return filled.used() || ScalarKind.of(scalar) == kind ? Optional.of(filled.text()) : Optional.empty();
        });
    }

    private static boolean isYaml11Bool(ScalarNode scalar) {
        return ScalarKind.of(scalar) == ScalarKind.TEXT
                && YAML_1_1_BOOL.matcher(scalar.getValue()).matches();
    }

    private static String withoutQuotes(YamlValue value) {
        boolean quoted = value.scalar()
                .filter(scalar -> ScalarKind.of(scalar) == ScalarKind.QUOTED)
                .filter(scalar -> !value.filled(scalar).used())
                .isPresent();
        return quoted ? ", without quotes" : "";
    }
}
