package io.contactsync.csv;

import java.util.regex.Pattern;

/** Adds and removes the apostrophe that prevents a spreadsheet from evaluating a cell (behaviour.md, "Traps", CSV). */
final class FormulaGuard {

    private static final String FORMULA_START = "=@\t\r";
    private static final Pattern NUMBER_OR_PHONE = Pattern.compile("[+-][0-9 .()-]*");

    private FormulaGuard() {}

    /**
     * Puts an apostrophe before a cell that a spreadsheet would evaluate: after any leading apostrophes, it starts with
     * {@code =}, {@code @}, TAB or CR, or it starts with {@code +} or {@code -} and is neither a number nor a phone
     * number.
     */
    public static String guard(String cell) {
        return isFormula(cell) ? "'" + cell : cell;
    }

    /** Removes the apostrophe that {@link #guard} has added. */
    public static String unguard(String cell) {
        return cell.startsWith("'") && isFormula(cell) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String cell) {
        int start = 0;
        while (start < cell.length() && cell.charAt(start) == '\'') {
            start++;
        }
        if (start == cell.length()) {
            return false;
        }
        char first = cell.charAt(start);
        return FORMULA_START.indexOf(first) >= 0
                || ((first == '+' || first == '-')
                        && !NUMBER_OR_PHONE
                                .matcher(cell)
                                .region(start, cell.length())
                                .matches());
    }
}
