package io.contactsync.report.plan;

import io.contactsync.contact.DraftField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values of contacts are shown. */
public enum Masking {
    /** Phones {@code +1******00}, names {@code F****}, mail addresses and the files of web addresses likewise. */
    MASKED,
    /** As they are. */
    SHOWN;

    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s().\\-/]{7,20}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    private static final String STARS = "****";

    /**
     * Shows a value.
     *
     * @param field the name of its field, which tells what it is
     * @param value the value, or null
     * @return text without line breaks
     */
    public String show(String field, @Nullable Object value) {
        if (value == null || DraftField.isBlank(value)) {
            return "(blank)";
        }
        String text = value.toString().replaceAll("[\\r\\n\\t]+", " ");
        return this == SHOWN ? text : masked(field.toLowerCase(Locale.ROOT), text);
    }

    private static String masked(String field, String text) {
        boolean isPhone = field.contains("phone")
                || (PHONE.matcher(text).matches() && !DATE.matcher(text).matches() && text.startsWith("+"));
        if (isPhone) {
            return text.length() < 6 ? STARS : text.substring(0, 2) + "******" + text.substring(text.length() - 2);
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
        return text.startsWith("@") ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
