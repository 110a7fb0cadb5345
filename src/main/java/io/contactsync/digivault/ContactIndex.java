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
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All contacts of a DigiVault account, to be asked by the values of the match fields.
 *
 * <p>The rows lie one behind the other in blocks of bytes, and an index is a sorted array of longs, hash above row: a
 * million contacts with four match fields take about 200 MB. Not for several threads.
 */
final class ContactIndex {

    /** What can be written, and therefore compared (digivault-contacts.md, "Create a contact"). */
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

    /** Reads a whole scan. */
    static ContactIndex of(Scan scan, List<String> match) {
        ContactIndex roster = new ContactIndex(match);
        while (scan.hasNext()) {
            SourceItem reading = scan.next();
            if (reading instanceof Contact contact) {
                roster.add(contact);
            }
        }
        roster.indexes.values().forEach(HashIndex::sort);
        return roster;
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

    /** The id at the end of the list, empty text when there is none. */
    String lastId() {
        return lastId;
    }

    /** At most so many of the contacts that have a value in a match field. */
    List<TargetContact> contactsWith(String field, Object value, int most) {
        List<TargetContact> having = new ArrayList<>();
        HashIndex index = java.util.Objects.requireNonNull(indexes.get(field), "no match field");
        int hash = ContactMatcher.comparisonKey(field, value).hashCode();
        for (int at = index.first(hash); index.is(at, hash) && having.size() < most; at++) {
            int row = index.row(at);
            TargetContact one = toTargetContact(rows.at(row));
            if (!removed.get(row) && ContactMatcher.hasValue(one, field, value)) {
                having.add(one);
            }
        }
        return having;
    }

    /** A contact turned out to be gone. */
    void remove(String id) {
        HashIndex index = java.util.Objects.requireNonNull(indexes.get(ID));
        int hash = id.hashCode();
        for (int at = index.first(hash); index.is(at, hash); at++) {
            if (rows.at(index.row(at)).id().equals(id)) {
                removed.set(index.row(at));
            }
        }
    }

    /** A contact as the roster shows it. */
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
                positions = java.util.Arrays.copyOf(positions, size + (size >> 1));
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
            ByteBuffer block = blocks.get((int) (positions[row] >> 32)).duplicate().position((int) positions[row]);
            long createdAt = block.getLong();
            String id = java.util.Objects.requireNonNullElse(text(block), "");
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
