package io.contactsync.jobfile.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value with its placeholders filled from the environment. A placeholder is {@code ${NAME}} or
 * {@code ${NAME:default}}; a second dollar sign before it escapes it.
 *
 * @param text the text with every placeholder filled
 * @param origins for each character of the text, the index of the character in the file's value that it comes from
 * @param used whether there was a placeholder
 */
record Placeholders(String text, List<Integer> origins, boolean used) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^{}]*))?}");

    /** Takes an unmodifiable copy. */
    Placeholders {
        origins = List.copyOf(origins);
    }

    /** A placeholder that cannot be filled; the message names it. */
    static final class UnresolvedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int index;

        UnresolvedException(int index, String sentence) {
            super(sentence);
            this.index = index;
        }

        /** Returns the index of the placeholder's first character in the value. */
        int index() {
            return index;
        }
    }

    static Placeholders none(String value) {
        return new Placeholders(value, List.of(), false);
    }

    /**
     * Fills the placeholders of a value.
     *
     * @param value the value as the file has it
     * @throws Unfilled if a placeholder is malformed, or its variable is not set and it has no default
     */
    static Placeholders fill(String value, Map<String, String> environment) throws UnresolvedException {
        if (!value.contains("${")) {
            return none(value);
        }
        StringBuilder text = new StringBuilder();
        List<Integer> origins = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(value);
        boolean used = false;
        for (int index = 0; index < value.length(); ) {
            int length = value.startsWith("$${", index) ? 3 : 1;
            String replacement = length == 3 ? "${" : value.substring(index, index + 1);
            if (value.startsWith("${", index)) {
                replacement = variable(matcher, index, environment);
                length = matcher.end() - index;
                used = true;
            }
            text.append(replacement);
            origins.addAll(Collections.nCopies(replacement.length(), index));
            index += length;
        }
        return new Placeholders(text.toString(), origins, used);
    }

    private static String variable(Matcher matcher, int index, Map<String, String> environment)
            throws UnresolvedException {
        if (!matcher.find(index) || matcher.start() != index) {
            throw new UnresolvedException(
                    index, "a broken placeholder; allowed: ${NAME}, ${NAME:default}, and $${ for ${ itself");
        }
        String name = matcher.group(1);
        @Nullable String value = environment.get(name);
        @Nullable String defaultValue = matcher.group(2);
        if (value == null && defaultValue == null) {
            throw new UnresolvedException(
                    index,
                    "the placeholder ${" + name + "}, but the environment has no variable " + name
                            + "; allowed: a variable that is set, or a default, ${" + name + ":default}");
        }
        return value != null ? value : defaultValue == null ? "" : defaultValue;
    }
}
