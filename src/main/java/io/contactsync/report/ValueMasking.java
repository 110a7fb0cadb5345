package io.contactsync.report;

import io.contactsync.contact.Draft;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the values of contacts are masked. */
public enum ValueMasking {
    /** Masks phone numbers as {@code +1******00}, names as {@code F****}, email addresses and the paths of URLs. */
    MASKED,
    /** Shows values unchanged. */
    SHOWN;

    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s().\\-/]{7,20}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    private static final String STARS = "****";

    /**
     * A value as text without line breaks, masked if this is {@link #MASKED}.
     *
     * @param field the field's name, which helps to recognise personal data
     */
    public String apply(String field, @Nullable Object value) {
        if (value == null || Draft.Field.isBlank(value)) {
            return "(blank)";
        }
        String text = value.toString().replaceAll("[\\r\\n\\t]+", " ");
        return this == SHOWN ? text : masked(field.toLowerCase(Locale.ROOT), text);
    }

    private static String masked(String field, String text) {
        boolean isPhone = field.contains("phone")
                || (PHONE.matcher(text).matches() && !DATE.matcher(text).matches() && text.startsWith("+"));
        if (isPhone) {
            return text.codePointCount(0, text.length()) < 6
                    ? STARS
                    : first(text, 2) + "******" + text.substring(text.offsetByCodePoints(text.length(), -2));
        }
        if (text.matches("https?://[^/]+/.*")) {
            return text.substring(0, text.indexOf('/', "https://".length()) + 1) + STARS;
        }
        if (text.contains("@")) {
            return first(text) + STARS + "@" + STARS;
        }
        return field.contains("name") ? first(text) + STARS : text;
    }

    private static String first(String text) {
        return text.startsWith("@") ? "" : first(text, 1);
    }

    private static String first(String text, int characters) {
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
