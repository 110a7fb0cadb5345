package io.contactsync.csv;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Creates unique names of HeyX fields from column names, and references to columns in expressions. */
final class FieldNameGenerator {

    /** HeyX returns these fields, but they cannot be written (behaviour.md, "Updatable"). */
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
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Set<String> used = new HashSet<>();

    /** Reserves a name; returns false if it is already used. */
    boolean reserve(String name) {
        return used.add(name);
    }

    /** Creates an unused name of a custom field from a column name; empty if the column has no usable characters. */
    String create(String column) {
        String ascii = Normalizer.normalize(column, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace("ß", "ss")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (ascii.isEmpty()) {
            return "";
        }
        String name = NOT_WRITABLE.contains(ascii) ? "csv_" + ascii : ascii;
        String unique = name;
        for (int i = 2; !used.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    /** {@return the reference to a column in an expression} */
    static String reference(String column) {
        boolean isIdentifier =
                IDENTIFIER.matcher(column).matches() && !RESERVED.contains(column.toLowerCase(java.util.Locale.ROOT));
        return isIdentifier ? column : "['" + column.replace("'", "''") + "']";
    }
}
