package io.contactsync.digivault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.Scan;
import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.SourceItem;
import io.contactsync.contact.TargetContact;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All contacts of a DigiVault account in memory, indexed by the match fields.
 *
 * <p>The rows are stored one after the other in blocks of bytes. Each index is a sorted array of longs with the hash in
 * the upper and the row in the lower half. A million contacts with four match fields take about 200 MB. Not
 * thread-safe.
 */
final class ContactIndex {

    /** The fields that can be written, and therefore compared (digivault-contacts.md, "Create a contact"). */
    static final List<String> FIELDS = List.of("username", "phone_number", "avatar_url", "display_name");

    private static final String ID = "id";

    private final Rows rows = new Rows();
    private final Map<String, HashIndex> indexes = new HashMap<>();
    private final BitSet removed = new BitSet();
    private String lastId = "";

    private ContactIndex(List<String> match) {
        indexes.put(ID, new HashIndex());
        match.forEach(field -> indexes.put(field, new HashIndex()));
    }

    /** Reads a scan to its end. */
    static ContactIndex of(Scan scan, List<String> match) {
        ContactIndex index = new ContactIndex(match);
        while (scan.hasNext()) {
            SourceItem item = scan.next();
            if (item instanceof Contact contact) {
                index.add(contact);
            }
        }
        index.indexes.values().forEach(HashIndex::sort);
        return index;
    }

    private void add(Contact contact) {
        lastId = contact.id();
        Map<String, @Nullable Object> fields = contact.fields();
        int row = rows.add(
                contact.id(),
                createdAt(fields),
                FIELDS.stream().map(field -> text(fields.get(field))).toList());
        indexes.forEach((field, index) -> {
            Object value = field.equals(ID) ? contact.id() : text(fields.get(field));
            if (value != null && !Draft.Field.isBlank(value)) {
                index.add(ContactMatcher.comparisonKey(field, value).hashCode(), row);
            }
        });
    }

    private static long createdAt(Map<String, @Nullable Object> fields) {
        return fields.get("created_at") instanceof Number seconds ? seconds.longValue() : 0;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Normalizer.normalize(value.toString(), Normalizer.Form.NFC);
    }

    int size() {
        return rows.size();
    }

    /** Returns the last id of the list, or "" if the list is empty. */
    String lastId() {
        return lastId;
    }

    /** Returns at most {@code limit} of the contacts that have a value in a match field. */
    List<TargetContact> contactsWith(String field, Object value, int limit) {
        List<TargetContact> found = new ArrayList<>();
        HashIndex index = Objects.requireNonNull(indexes.get(field), "not a match field");
        int hash = ContactMatcher.comparisonKey(field, value).hashCode();
        for (int at = index.first(hash); index.is(at, hash) && found.size() < limit; at++) {
            int row = index.row(at);
            TargetContact one = toTargetContact(rows.at(row));
            if (!removed.get(row) && ContactMatcher.hasValue(one, field, value)) {
                found.add(one);
            }
        }
        return found;
    }

    /** Removes a contact that no longer exists. */
    void remove(String id) {
        HashIndex index = Objects.requireNonNull(indexes.get(ID));
        int hash = id.hashCode();
        for (int at = index.first(hash); index.is(at, hash); at++) {
            if (rows.at(index.row(at)).id().equals(id)) {
                removed.set(index.row(at));
            }
        }
    }

    /** Converts a contact with the fields that the index keeps. */
    static TargetContact toTargetContact(Contact contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        FIELDS.forEach(field -> fields.put(field, text(contact.fields().get(field))));
        return new TargetContact(contact.id(), fields, Set.of(), createdAt(contact.fields()));
    }

    private static TargetContact toTargetContact(Row row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < FIELDS.size(); i++) {
            fields.put(FIELDS.get(i), row.texts().get(i));
        }
        return new TargetContact(row.id(), fields, Set.of(), row.createdAt());
    }

    private record Row(String id, long createdAt, List<@Nullable String> texts) {}

    /** Rows as bytes, in blocks. */
    private static final class Rows {

        private static final int BLOCK = 1 << 20;

        private final List<ByteBuffer> blocks = new ArrayList<>();
        private long[] positions = new long[1 << 10];
        private int size;

        int size() {
            return size;
        }

        int add(String id, long createdAt, List<@Nullable String> texts) {
            List<byte[]> parts = new ArrayList<>();
            parts.add(id.getBytes(UTF_8));
            texts.forEach(text -> parts.add(text == null ? new byte[0] : text.getBytes(UTF_8)));
            int length = Long.BYTES
                    + parts.stream()
                            .mapToInt(part -> Integer.BYTES + part.length)
                            .sum();
            ByteBuffer block = block(length);
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, size + (size >> 1));
            }
            positions[size] = (blocks.size() - 1L) << 32 | block.position();
            block.putLong(createdAt);
            parts.forEach(part -> block.putInt(part.length).put(part));
            return size++;
        }

        private ByteBuffer block(int length) {
            if (blocks.isEmpty() || blocks.get(blocks.size() - 1).remaining() < length) {
                blocks.add(ByteBuffer.allocate(Math.max(BLOCK, length)));
            }
            return blocks.get(blocks.size() - 1);
        }

        Row at(int row) {
            ByteBuffer block =
                    blocks.get((int) (positions[row] >> 32)).duplicate().position((int) positions[row]);
            long createdAt = block.getLong();
            String id = Objects.requireNonNullElse(text(block), "");
            List<@Nullable String> texts = new ArrayList<>();
            FIELDS.forEach(field -> texts.add(text(block)));
            return new Row(id, createdAt, texts);
        }

        private static @Nullable String text(ByteBuffer block) {
            byte[] bytes = new byte[block.getInt()];
            block.get(bytes);
            return bytes.length == 0 ? null : new String(bytes, UTF_8);
        }
    }
}
