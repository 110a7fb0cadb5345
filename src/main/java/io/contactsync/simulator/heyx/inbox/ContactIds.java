package io.contactsync.simulator.heyx.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The ids of a channel: how they look, and how a path names them. */
public final class ContactIds {

    private static final long FIRST = 1_776_025_372_480_910L;
    private static final String[] VIBER_TAILS = {"==", "/a+b=", "+/é", "-Ж/", "/日本+="};

    private final boolean viber;
    private final long offset;

    private ContactIds(String channel, boolean viber) {
        this.viber = viber;
        this.offset = Math.floorMod(channel.hashCode(), 1_000_000) * 1_000_000_000L;
    }

    /** {@return ids of sixteen digits, other ones for each channel} */
    public static ContactIds plain(String channel) {
        return new ContactIds(channel, false);
    }

    /** {@return ids with slashes, pluses and letters from anywhere, Base64 encoded in paths} */
    public static ContactIds viber(String channel) {
        return new ContactIds(channel, true);
    }

    /** {@return the id of the n-th contact} */
    String numbered(int n) {
        long number = FIRST + offset + n * 7919L;
        return viber ? viberId(number, n) : Long.toString(number);
    }

    /**
     * Reads the id out of a path's segment. On Viber that is the standard Base64, with padding, of its UTF-8 text:
     * heyx-contacts.md, "Update Contact by ID", Limitations.
     *
     * @return the id; empty when the segment is not Base64 on Viber
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
        return Base64.getEncoder().withoutPadding().encodeToString(bytes) + VIBER_TAILS[n % VIBER_TAILS.length];
    }
}
