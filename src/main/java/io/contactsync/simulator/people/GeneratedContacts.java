package io.contactsync.simulator.people;

import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.digivault.Population;
import io.contactsync.simulator.heyx.inbox.HeyxChannel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Any number of contacts, each computed from seed and row. */
public final class GeneratedContacts implements Population {

    private static final long DAY_SECONDS = 86_400;
    private static final List<List<String>> OTHER_PEOPLES_TAGS =
            List.of(List.of("VIP", "Newsletter"), List.of("vip"), List.of("Support"), List.of("Newsletter", "Größe L"));

    private final int size;
    private final long seed;
    private final long nowSeconds;
    private final Scramble ids;
    private final Scramble conversations;
    private final Phones phones;

    /**
     * A population.
     *
     * @param size how many contacts
     * @param seed the same seed gives the same contacts
     * @param now what "active lately" is measured from
     */
    public GeneratedContacts(int size, long seed, Instant now) {
        this.size = size;
        this.seed = seed;
        this.nowSeconds = now.getEpochSecond();
        this.ids = new Scramble(seed);
        this.conversations = new Scramble(~seed);
        this.phones = new Phones(seed);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public DigivaultContact at(int row) {
        Objects.checkIndex(row, size);
        long dice = dice(row);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("username", Names.user(dice, row));
        fields.put("phone_number", phones.written(row));
        fields.put("avatar_url", avatar(row, dice));
        fields.put("display_name", Names.display(dice));
        fields.put("conversation_id", conversations.id(row));
        fields.put("last_active_at", lastActive(dice));
        fields.put("created_at", nowSeconds - (400 + row % 2000) * DAY_SECONDS);
        if (Math.floorMod(dice >>> 3, 5L) == 0) {
            fields.values().removeIf(Objects::isNull);
        }
        return new DigivaultContact(ids.id(row), fields);
    }

    @Override
    public int rowOf(String id) {
        return ids.row(id, size);
    }

    /** {@return the phone of a row in E.164, null when it has no valid one} */
    public @Nullable String e164(int row) {
        return phones.e164(row);
    }

    /**
     * Puts some of these people into a channel, known by their phone, as other people have left them there.
     *
     * @param share how many of those with a valid phone, from 0 to 1
     */
    public void settle(HeyxChannel channel, double share) {
        for (int row = 0; share > 0 && row < size; row++) {
            String phone = phones.e164(row);
            if (phone != null && Math.floorMod(dice(row) >>> 11, 10_000L) < share * 10_000) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                fields.put("firstName", Names.first(dice(row)));
                fields.put("phone", phone);
                fields.put("email", Names.user(dice(row), row) + "@example.com");
                fields.put("isLead", row % 2 == 0);
                channel.create(fields, OTHER_PEOPLES_TAGS.get(row % OTHER_PEOPLES_TAGS.size()));
            }
        }
    }

    private long dice(int row) {
        return Scramble.mix(Scramble.mix(seed) + row) >>> 1;
    }

    private static @Nullable String avatar(int row, long dice) {
        return Math.floorMod(dice >>> 5, 10L) == 0 ? null : "https://assets.digivault.com/avatars/" + row + ".jpg";
    }

    /** {@return a time within the last 30 days for four of ten, long ago for five, none for one} */
    private @Nullable Long lastActive(long dice) {
        long luck = Math.floorMod(dice >>> 9, 10L);
        long seconds = Math.floorMod(dice >>> 17, 29 * DAY_SECONDS);
        if (luck == 0) {
            return null;
        }
        return luck < 5 ? nowSeconds - seconds : nowSeconds - seconds * 20 - 31 * DAY_SECONDS;
    }
}
