package io.contactsync.jobfile.yaml;

import io.contactsync.jobfile.yaml.Node.Kind;
import io.contactsync.jobfile.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads single values as the type that is due, and as no other; what a placeholder gives has no type of its own. */
public final class Types {

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,8}");
    private static final Pattern TRUTH_OF_YAML_1_1 = Pattern.compile("(?i)y|n|yes|no|on|off");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7E]+");

    private Types() {}

    /**
     * Reads text with something in it.
     *
     * @param value the value
     * @return the text
     * @throws JobFileError when it is no text, or nothing but white space
     */
    public static String text(Value value) {
        String text = anyText(value);
        if (text.isBlank()) {
            throw value.error(value.path() + " is blank; allowed: text");
        }
        return text;
    }

    /**
     * Reads text.
     *
     * @param value the value
     * @return the text, blank or not
     * @throws JobFileError when it is no text
     */
    public static String anyText(Value value) {
        Scalar scalar = value.scalar().orElseThrow(() -> value.not("text"));
        Placeholders filled = value.filled(scalar);
        if (filled.used() || scalar.kind() == Kind.QUOTED) {
            return filled.text();
        }
        if (isTruthOfYaml11(scalar)) {
            throw value.not("text in quotes, for without them YAML 1.1 reads it as a truth value");
        }
        return switch (scalar.kind()) {
            case TEXT, QUOTED -> filled.text();
            case EMPTY -> throw value.not("text");
            case NUMBER, TRUTH -> throw value.not("text; put it in quotes");
        };
    }

    /**
     * Reads a secret: printable ASCII without blanks, as it has to stand in a header.
     *
     * @param value the value
     * @return the secret
     * @throws JobFileError when it is no such text; the error does not quote it
     */
    public static String secret(Value value) {
        Optional<String> secret = text(value, Kind.TEXT).or(() -> text(value, Kind.QUOTED));
        if (secret.isEmpty() || !SECRET.matcher(secret.get()).matches()) {
            String found = secret.isEmpty() ? " is not text" : secret.get().isBlank() ? " is blank" : " is no token";
            throw value.error(value.path() + found + "; allowed: text of printable ASCII characters without blanks");
        }
        return secret.get();
    }

    /**
     * Tells whether a value is a certain word.
     *
     * @param value the value
     * @param word the word
     * @return true when it is text, or comes from a placeholder, and equals the word
     */
    public static boolean is(Value value, String word) {
        return text(value, Kind.TEXT)
                .or(() -> text(value, Kind.QUOTED))
                .filter(word::equals)
                .isPresent();
    }

    /**
     * Reads a whole number.
     *
     * @param value the value
     * @param least the least allowed
     * @param most the most allowed
     * @param words words that are allowed in place of a number, for the error
     * @return the number
     * @throws JobFileError when it is no whole number or out of range
     */
    public static int whole(Value value, int least, int most, String... words) {
        Optional<Integer> number = text(value, Kind.NUMBER)
                .filter(text -> WHOLE.matcher(text).matches())
                .map(Integer::valueOf);
        if (number.isEmpty() || number.get() < least || number.get() > most) {
            String orWords = words.length == 0 ? "" : ", or " + String.join(", ", words);
            throw value.not("a whole number from " + least + " to " + most + orWords + withoutQuotes(value));
        }
        return number.get();
    }

    /**
     * Reads a truth value.
     *
     * @param value the value
     * @return true or false
     * @throws JobFileError when it is neither
     */
    public static boolean truth(Value value) {
        String truth = text(value, Kind.TRUTH).orElse("").toLowerCase(Locale.ROOT);
        if (!truth.equals("true") && !truth.equals("false")) {
            boolean surprise = value.scalar().filter(Types::isTruthOfYaml11).isPresent();
            String reason = ", for YAML 1.2 takes yes, no, on and off for text";
            throw value.not("true or false" + (surprise ? reason : withoutQuotes(value)));
        }
        return truth.equals("true");
    }

    /**
     * Reads one of a few words.
     *
     * @param <E> the choice
     * @param value the value
     * @param choice its constants; in the file {@code CREATE_ONLY} is {@code create-only}
     * @return the constant
     * @throws JobFileError when it is none of them
     */
    public static <E extends Enum<E>> E choice(Value value, Class<E> choice) {
        List<String> words = new ArrayList<>();
        for (E constant : choice.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (is(value, word)) {
                return constant;
            }
            words.add(word);
        }
        throw value.not(String.join(", ", words));
    }

    /**
     * Reads a value of a notation of its own, whatever YAML takes it for.
     *
     * @param value the value
     * @return its text with placeholders filled; nothing when it is a list or a section
     */
    public static Optional<String> written(Value value) {
        return value.scalar().map(scalar -> value.filled(scalar).text());
    }

    private static Optional<String> text(Value value, Kind kind) {
        return value.scalar().flatMap(scalar -> {
            Placeholders filled = value.filled(scalar);
            return filled.used() || scalar.kind() == kind ? Optional.of(filled.text()) : Optional.empty();
        });
    }

    private static boolean isTruthOfYaml11(Scalar scalar) {
        return scalar.kind() == Kind.TEXT
                && TRUTH_OF_YAML_1_1.matcher(scalar.text()).matches();
    }

    private static String withoutQuotes(Value value) {
        boolean quoted = value.scalar()
                .filter(scalar -> scalar.kind() == Kind.QUOTED)
                .filter(scalar -> !value.filled(scalar).used())
                .isPresent();
        return quoted ? ", without quotes" : "";
    }
}
