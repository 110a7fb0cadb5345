package io.contactsync.simulator.heyx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The format of the contact ids of a channel, and their encoding in paths. */
final class ContactIdFormat {

    private static final long FIRST = 1_776_025_372_480_910L;
    private static final String[] VIBER_SUFFIXES = {"==", "/a+b=", "+/é", "-Ж/", "/日本+="};

    private final boolean viber;
    private final long offset;

    private ContactIdFormat(String channel, boolean viber) {
        this.viber = viber;
        this.offset = Math.floorMod(channel.hashCode(), 1_000_000) * 1_000_000_000L;
    }

    /** {@return ids of 16 digits; the ids of two channels differ} */
    public static ContactIdFormat plain(String channel) {
        return new ContactIdFormat(channel, false);
    }

    /** {@return ids with "/", "+" and non-ASCII letters, Base64-encoded in paths} */
    public static ContactIdFormat viber(String channel) {
        return new ContactIdFormat(channel, true);
    }

    /** {@return the id of the n-th contact, counted from 0} */
    String idOf(int n) {
        long number = FIRST + offset + n * 7919L;
        return viber ? viberId(number, n) : Long.toString(number);
    }

    /**
     * Decodes the id in a path segment. On Viber the segment is the standard Base64 encoding, with padding, of the
     * UTF-8 text (heyx-contacts.md, "Update Contact by ID", Limitations).
     *
     * @return the id; empty if a Viber segment is not valid Base64
     */
    public Optional<String> fromPath(String segment) {
        if (!viber) {
            return Optional.of(segment);
        }
        try {
            byte[] text = Base64.getDecoder().decode(segment);
            boolean canonical = Base64.getEncoder().encodeToString(text).equals(segment);
            String id = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
            return canonical ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException notBase64) {
            return Optional.empty();
        }
    }

    private static String viberId(long number, int n) {
        byte[] bytes = ByteBuffer.allocate(8).putLong(number).array();
        return Base64.getEncoder().withoutPadding().encodeToString(bytes) + VIBER_SUFFIXES[n % VIBER_SUFFIXES.length];
    }
}
