package io.contactsync.simulator.heyx.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of one channel; what is done here directly counts as no call. Safe for use by several threads.
 *
 * <p>A field is indexed when it is first asked for, so that any field can be a match field and none costs memory
 * unasked.
 */
public final class HeyxChannel {

    private final ContactIds ids;
    private final LongSupplier epochNanos;
    private final List<@Nullable HeyxContact> rows = new ArrayList<>();
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final Map<String, FieldIndex> indexes = new HashMap<>();
    private final Map<Integer, Long> hiddenUntil = new HashMap<>();
    private int numbered;

    /**
     * A channel without contacts.
     *
     * @param ids how its ids look
     * @param epochNanos the time in nanoseconds since 1970
     */
    public HeyxChannel(ContactIds ids, LongSupplier epochNanos) {
        this.ids = ids;
        this.epochNanos = epochNanos;
    }

    public ContactIds ids() {
        return ids;
    }

    /**
     * Adds a contact under a new id, whoever else has the same values.
     *
     * @return it
     */
    public HeyxContact create(Map<String, @Nullable Object> fields, List<String> tags) {
        return create(fields, tags, Duration.ZERO);
    }

    /**
     * Likewise, but lookups do not find it for so long.
     *
     * @return it
     */
    public synchronized HeyxContact create(
            Map<String, @Nullable Object> fields, List<String> tags, Duration invisible) {
        String id = newId();
        long now = epochNanos.getAsLong();
        HeyxContact created = new HeyxContact(id, fields, tags, now / 1_000_000_000L);
        put(created);
        if (!invisible.isZero()) {
            hiddenUntil.put(rows.size() - 1, now + invisible.toNanos());
        }
        return created;
    }

    private String newId() {
        String id = ids.numbered(numbered++);
        while (rowOf.containsKey(id)) {
            id = ids.numbered(numbered++);
        }
        return id;
    }

    /** Puts a contact in place of the one with its id, or behind all others when there is none. */
    public synchronized void put(HeyxContact contact) {
        Integer known = rowOf.putIfAbsent(contact.id(), rows.size());
        int row = known == null ? rows.size() : known;
        if (known == null) {
            rows.add(contact);
        } else {
            HeyxContact before = rows.set(row, contact);
            indexes.values().forEach(index -> index.remove(row, Objects.requireNonNull(before)));
        }
        indexes.values().forEach(index -> index.add(row, contact));
    }

    /**
     * Takes a contact away.
     *
     * @return whether there was one of this id
     */
    public synchronized boolean remove(String id) {
        Integer row = rowOf.remove(id);
        if (row == null) {
            return false;
        }
        HeyxContact before = Objects.requireNonNull(rows.set(row, null));
        indexes.values().forEach(index -> index.remove(row, before));
        return true;
    }

    /** Takes all contacts away; ids are not used again. */
    public synchronized void clear() {
        rows.clear();
        rowOf.clear();
        indexes.clear();
        hiddenUntil.clear();
    }

    /** {@return the contact of an id} */
    public synchronized Optional<HeyxContact> get(String id) {
        return Optional.ofNullable(rowOf.get(id)).map(rows::get);
    }

    /**
     * Changes a contact in one step.
     *
     * @return it as it now is, empty when there is none
     */
    public synchronized Optional<HeyxContact> change(String id, UnaryOperator<HeyxContact> change) {
        Optional<HeyxContact> changed = get(id).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    /** {@return how many contacts there are} */
    public synchronized int size() {
        return rowOf.size();
    }

    /** {@return all contacts in order of creation, hidden ones too} */
    public synchronized List<HeyxContact> contacts() {
        return rows.stream().filter(Objects::nonNull).toList();
    }

    /** {@return all contacts whose field has exactly this text, in order of creation, hidden ones too} */
    public synchronized List<HeyxContact> having(String field, String value) {
        return at(exact(field, value));
    }

    /** {@return a page, from 1, of the contacts whose field matches, in order of creation, without hidden ones} */
    public synchronized Slice find(String field, String value, Search search, int page) {
        long now = epochNanos.getAsLong();
        hiddenUntil.values().removeIf(until -> until <= now);
        int from = (page - 1) * Slice.SIZE;
        if (search == Search.EXACT && hiddenUntil.isEmpty()) {
            RowList list = index(field).find(value);
            IntStream wanted = IntStream.range(from, Math.min(list.size(), from + Slice.SIZE));
            return new Slice(page, list.size(), at(wanted.map(list::at)));
        }
        IntStream found = search == Search.EXACT ? exact(field, value) : fuzzy(field, value);
        int[] visible = found.filter(row -> !hiddenUntil.containsKey(row)).toArray();
        return new Slice(
                page, visible.length, at(IntStream.of(visible).skip(from).limit(Slice.SIZE)));
    }

    private IntStream exact(String field, String value) {
        RowList list = index(field).find(value);
        return IntStream.range(0, list.size()).map(list::at);
    }

    private IntStream fuzzy(String field, String value) {
        String part = value.toLowerCase(Locale.ROOT);
        return IntStream.range(0, rows.size()).filter(row -> {
            HeyxContact contact = rows.get(row);
            String text = contact == null ? null : contact.text(field);
            return text != null && text.toLowerCase(Locale.ROOT).contains(part);
        });
    }

    private List<HeyxContact> at(IntStream wanted) {
        return wanted.mapToObj(row -> Objects.requireNonNull(rows.get(row))).toList();
    }

    private FieldIndex index(String field) {
        return indexes.computeIfAbsent(field, name -> {
            FieldIndex index = new FieldIndex(name);
            for (int row = 0; row < rows.size(); row++) {
                HeyxContact contact = rows.get(row);
                if (contact != null) {
                    index.add(row, contact);
                }
            }
            return index;
        });
    }
}
