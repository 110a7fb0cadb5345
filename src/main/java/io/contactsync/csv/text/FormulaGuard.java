package io.contactsync.csv.text;

import java.util.regex.Pattern;

/** The apostrophe that keeps a spreadsheet from running a cell (behaviour.md, "Traps", CSV). */
public final class FormulaGuard {

    private static final String FIRST = "=@\t\r";
    private static final Pattern NUMBER_OR_PHONE = Pattern.compile("[+-][0-9 .()-]*");

    private FormulaGuard() {}

    /**
     * Puts an apostrophe before a cell that a spreadsheet would run.
     *
     * @param cell the cell's text
     * @return the text, with one apostrophe before it when it begins with {@code =}, {@code @}, TAB or CR, or with
     *     {@code +} or {@code -} and is neither number nor phone, apostrophes before that not counted
     */
    public static String put(String cell) {
        return wouldRun(cell) ? "'" + cell : cell;
    }

    /**
     * Takes the apostrophe off again.
     *
     * @param cell the cell as it is written
     * @return what {@link #put} was given
     */
    public static String takeOff(String cell) {
        return cell.startsWith("'") && wouldRun(cell) ? cell.substring(1) : cell;
    }

    private static boolean wouldRun(String cell) {
        int begin = 0;
        while (begin < cell.length() && cell.charAt(begin) == '\'') {
            begin++;
        }
        if (begin == cell.length()) {
            return false;
        }
        char first = cell.charAt(begin);
        return FIRST.indexOf(first) >= 0
                || ((first == '+' || first == '-')
                        && !NUMBER_OR_PHONE
                                .matcher(cell)
                                .region(begin, cell.length())
                                .matches());
    }
}
