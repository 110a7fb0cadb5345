package io.contactsync.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates phone numbers, a different one for each row, in mobile number ranges of eight countries and in twenty US area
 * codes. About one in 33 is missing and one in 33 is invalid.
 */
final class PhoneGenerator {

    private static final int[] US_AREAS = {
        201, 202, 206, 212, 213, 214, 303, 305, 312, 404, 415, 503, 512, 602, 617, 702, 713, 718, 801, 919
    };
    private static final long US_EXCHANGES = 700;
    private static final long US_LINES = 10_000;
    private static final List<Country> OTHERS = List.of(
            new Country("+44740", 7),
            new Country("+49151", 8),
            new Country("+3361", 7),
            new Country("+48501", 6),
            new Country("+92300", 7),
            new Country("+9198", 8),
            new Country("+97150", 7),
            new Country("+6141", 7));
    private static final List<String> INVALID =
            List.of("12345", "n/a", "call me", "+1 000", "1.80076E+10", "0000000000", "-");
    private static final int COUNTRY_SLOTS = 16;
    private static final long STEP = 7_368_787L;

    private final long seed;

    PhoneGenerator(long seed) {
        this.seed = Math.floorMod(IdScrambler.mix(seed + 77), 1_000_000L);
    }

    /** {@return the phone number as a person would enter it, null if it is missing} */
    @Nullable
    String asEntered(int row) {
        int percentile = percentile(row);
        if (percentile < 3) {
            return null;
        }
        if (percentile < 6) {
            return INVALID.get(row % INVALID.size());
        }
        String number = number(row);
        return number.startsWith("+1") ? formatUs(number, row % 7) : formatInternational(number, row % 3);
    }

    /** {@return the phone number in E.164, null if the row has no valid one} */
    @Nullable
    String e164(int row) {
        return percentile(row) < 6 ? null : number(row);
    }

    private int percentile(int row) {
        return (int) Math.floorMod(IdScrambler.mix(row * 31L + seed), 100L);
    }

    // Half of the rows have US numbers. Each country counts its own rows; a step that is coprime to the size of the
    // range makes the numbers of a country distinct.
    private String number(int row) {
        int slot = row % COUNTRY_SLOTS;
        long index = row / COUNTRY_SLOTS;
        if (slot >= OTHERS.size()) {
            return usNumber(index * (COUNTRY_SLOTS - OTHERS.size()) + slot - OTHERS.size());
        }
        Country country = OTHERS.get(slot);
        long range = (long) Math.pow(10, country.digits());
        long subscriber = Math.floorMod((index + seed) * STEP, range);
        return country.prefix() + String.format("%0" + country.digits() + "d", subscriber);
    }

    private String usNumber(long n) {
        long range = US_AREAS.length * US_EXCHANGES * US_LINES;
        long place = Math.floorMod((n + seed) * STEP, range);
        int area = US_AREAS[(int) (place % US_AREAS.length)];
        long rest = place / US_AREAS.length;
        return "+1" + area + String.format("%03d%04d", 220 + rest / US_LINES, rest % US_LINES);
    }

    private static String formatUs(String e164, int style) {
        String area = e164.substring(2, 5);
        String exchange = e164.substring(5, 8);
        String line = e164.substring(8);
        return switch (style) {
            case 0 -> "(" + area + ") " + exchange + "-" + line;
            case 1 -> e164;
            case 2 -> area + "." + exchange + "." + line;
            case 3 -> " " + area + " " + exchange + " " + line + " ";
            default -> "1-" + area + "-" + exchange + "-" + line;
        };
    }

    private static String formatInternational(String e164, int style) {
        return switch (style) {
            case 0 -> e164.substring(0, 3) + " " + e164.substring(3, 6) + " " + e164.substring(6);
            case 1 -> e164.substring(0, 3) + "-" + e164.substring(3);
            default -> e164;
        };
    }

    /** The mobile numbers of a country: their prefix and the number of digits that follow. */
    private record Country(String prefix, int digits) {}
}
