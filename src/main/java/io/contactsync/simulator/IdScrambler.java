package io.contactsync.simulator;

/**
 * Converts row numbers to ids of 16 letters and digits and back. An id is the row number, mixed with the invertible
 * function of SplitMix64 and written in base 62, followed by a checksum.
 */
final class IdScrambler {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 16;
    private static final int NUMBER_LENGTH = 11;
    private static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
    private static final long SECOND_FACTOR = 0x94d049bb133111ebL;

    private final long seed;

    IdScrambler(long seed) {
        this.seed = mix(seed ^ 0x9e3779b97f4a7c15L);
    }

    /** {@return the id of a row, unique for each seed} */
    String id(int row) {
        long number = mix(row ^ seed);
        return digits(number, NUMBER_LENGTH) + digits(mix(number + seed), LENGTH - NUMBER_LENGTH);
    }

    /** {@return the row of an id, -1 if no row below {@code size} has it} */
    int row(String id, int size) {
        if (id.length() != LENGTH || id.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
            return -1;
        }
        long number = 0;
        for (int i = NUMBER_LENGTH - 1; i >= 0; i--) {
            number = number * ALPHABET.length() + ALPHABET.indexOf(id.charAt(i));
        }
        long row = unmix(number) ^ seed;
        return row >= 0 && row < size && id((int) row).equals(id) ? (int) row : -1;
    }

    /** {@return a pseudo-random number, a different one for each input} */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * FIRST_FACTOR;
        z = (z ^ (z >>> 27)) * SECOND_FACTOR;
        return z ^ (z >>> 31);
    }

    private static long unmix(long mixed) {
        long z = unshift(mixed, 31) * inverse(SECOND_FACTOR);
        z = unshift(z, 27) * inverse(FIRST_FACTOR);
        return unshift(z, 30);
    }

    // z ^ (z >>> n) is inverted by repeating it until the shift has passed through all 64 bits.
    private static long unshift(long shifted, int bits) {
        long z = shifted;
        for (int done = bits; done < Long.SIZE; done += bits) {
            z = shifted ^ (z >>> bits);
        }
        return z;
    }

    // Newton's iteration doubles the number of correct bits; an odd number is its own inverse in the lowest three.
    private static long inverse(long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static String digits(long number, int length) {
        StringBuilder text = new StringBuilder(length);
        long rest = number;
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt((int) Long.remainderUnsigned(rest, ALPHABET.length())));
            rest = Long.divideUnsigned(rest, ALPHABET.length());
        }
        return text.toString();
    }
}
