package io.contactsync.csv.guess;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of HeyX fields after columns, and columns as expressions name them. Each name is given once. */
final class FieldNames {

    /** HeyX shows these but does not let them be written (behaviour.md, "Updatable"). */
    private static final Set<String> NOT_WRITABLE = Set.of("id", "created_at", "locale", "timezone", "gender", "tags");

    private static final Set<String> RESERVED = Set.of(
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof",
            "matches",
            "between",
            "true",
            "false",
            "null",
            "new",
            "t");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Set<String> taken = new HashSet<>();

    /** Takes a name; false when it is taken already. */
    boolean take(String name) {
        return taken.add(name);
    }

    /** A custom field's name after a column, or empty text when nothing is left of it. */
    String after(String column) {
        String plain = Normalizer.normalize(column, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace("ß", "ss")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (plain.isEmpty()) {
            return "";
        }
        String name = NOT_WRITABLE.contains(plain) ? "csv_" + plain : plain;
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** A column as expressions name it. */
    static String reference(String column) {
        boolean word = WORD.matcher(column).matches() && !RESERVED.contains(column.toLowerCase(java.util.Locale.ROOT));
        return word ? column : "['" + column.replace("'", "''") + "']";
    }
}
