package io.contactsync.simulator;

import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.digivault.Population;
import io.contactsync.simulator.heyx.ChannelContacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Generated contacts, each computed from seed and row: realistic ones, and ones that are difficult to process. */
final class GeneratedContacts implements Population {

    private static final long DAY_SECONDS = 86_400;
    private static final List<List<String>> UNRELATED_TAGS =
            List.of(List.of("VIP", "Newsletter"), List.of("vip"), List.of("Support"), List.of("Newsletter", "Größe L"));

    private final int size;
    private final long seed;
    private final long nowSeconds;
    private final IdScrambler ids;
    private final IdScrambler conversations;
    private final PhoneGenerator phones;

    /**
     * Creates a population.
     *
     * @param size the number of contacts
     * @param seed the same seed gives the same contacts
     * @param now the time before which the contacts were created and last active
     */
    public GeneratedContacts(int size, long seed, Instant now) {
        this.size = size;
        this.seed = seed;
        this.nowSeconds = now.getEpochSecond();
        this.ids = new IdScrambler(seed);
        this.conversations = new IdScrambler(~seed);
        this.phones = new PhoneGenerator(seed);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public DigivaultContact at(int row) {
        Objects.checkIndex(row, size);
        long bits = randomBits(row);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("username", NameGenerator.username(bits, row));
        fields.put("phone_number", phones.asEntered(row));
        fields.put("avatar_url", avatar(row, bits));
        fields.put("display_name", NameGenerator.displayName(bits));
        fields.put("conversation_id", conversations.id(row));
        fields.put("last_active_at", lastActive(bits));
        fields.put("created_at", nowSeconds - (400 + row % 2000) * DAY_SECONDS);
        if (Math.floorMod(bits >>> 3, 5L) == 0) {
            fields.values().removeIf(Objects::isNull);
        }
        return new DigivaultContact(ids.id(row), fields);
    }

    @Override
    public int rowOf(String id) {
        return ids.row(id, size);
    }

    /** {@return the phone number of a row in E.164, null if the row has no valid one} */
    public @Nullable String e164(int row) {
        return phones.e164(row);
    }

    /**
     * Adds some of these contacts to a channel as if other users of HeyX had created them: with the phone number and
     * unrelated tags, but without an id of DigiVault.
     *
     * @param share the share of the contacts with a valid phone number to add, from 0 to 1
     */
    public void addTo(ChannelContacts channel, double share) {
        for (int row = 0; share > 0 && row < size; row++) {
            String phone = phones.e164(row);
            if (phone != null && Math.floorMod(randomBits(row) >>> 11, 10_000L) < share * 10_000) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                fields.put("firstName", NameGenerator.firstName(randomBits(row)));
                fields.put("phone", phone);
                fields.put("email", NameGenerator.username(randomBits(row), row) + "@example.com");
                fields.put("isLead", row % 2 == 0);
                channel.create(fields, UNRELATED_TAGS.get(row % UNRELATED_TAGS.size()));
            }
        }
    }

    private long randomBits(int row) {
        return IdScrambler.mix(IdScrambler.mix(seed) + row) >>> 1;
    }

    private static @Nullable String avatar(int row, long bits) {
        return Math.floorMod(bits >>> 5, 10L) == 0 ? null : "https://assets.digivault.com/avatars/" + row + ".jpg";
    }

    /** {@return a time in the last 30 days for 40 % of the contacts, an earlier one for 50 %, null for 10 %} */
    private @Nullable Long lastActive(long bits) {
        long bucket = Math.floorMod(bits >>> 9, 10L);
        long seconds = Math.floorMod(bits >>> 17, 29 * DAY_SECONDS);
        if (bucket == 0) {
            return null;
        }
        return bucket < 5 ? nowSeconds - seconds : nowSeconds - seconds * 20 - 31 * DAY_SECONDS;
    }
}
