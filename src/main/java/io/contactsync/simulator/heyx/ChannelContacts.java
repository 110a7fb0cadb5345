package io.contactsync.simulator.heyx;

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
 * The contacts of one channel. Thread-safe. Changes made here directly are not logged as calls.
 *
 * <p>Each contact keeps its row, so that rows are in order of creation. A field is indexed when it is first looked up.
 */
public final class ChannelContacts {

    private final ContactIdFormat ids;
    private final LongSupplier epochNanos;
    private final List<@Nullable HeyxContact> rows = new ArrayList<>();
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final Map<String, FieldIndex> indexes = new HashMap<>();
    private final Map<Integer, Long> hiddenUntil = new HashMap<>();
    private int nextNumber;

    /**
     * Creates a channel without contacts.
     *
     * @param epochNanos the current time in nanoseconds since 1970
     */
    public ChannelContacts(ContactIdFormat ids, LongSupplier epochNanos) {
        this.ids = ids;
        this.epochNanos = epochNanos;
    }

    public ContactIdFormat ids() {
        return ids;
    }

    /**
     * Adds a contact with a new id, even if another contact has the same values.
     *
     * @return the new contact
     */
    public HeyxContact create(Map<String, @Nullable Object> fields, List<String> tags) {
        return create(fields, tags, Duration.ZERO);
    }

    /**
     * Adds a contact that lookups do not find for some time.
     *
     * @return the new contact
     */
    public synchronized HeyxContact create(
            Map<String, @Nullable Object> fields, List<String> tags, Duration hiddenFor) {
        String id = newId();
        long now = epochNanos.getAsLong();
        HeyxContact created = new HeyxContact(id, fields, tags, now / 1_000_000_000L);
        put(created);
        if (!hiddenFor.isZero()) {
            hiddenUntil.put(rows.size() - 1, now + hiddenFor.toNanos());
        }
        return created;
    }

    private String newId() {
        String id = ids.idOf(nextNumber++);
        while (rowOf.containsKey(id)) {
            id = ids.idOf(nextNumber++);
        }
        return id;
    }

    /** Replaces the contact with the same id, or adds the contact at the end if there is none. */
    public synchronized void put(HeyxContact contact) {
        Integer existing = rowOf.putIfAbsent(contact.id(), rows.size());
        int row = existing == null ? rows.size() : existing;
        if (existing == null) {
            rows.add(contact);
        } else {
            HeyxContact previous = rows.set(row, contact);
            indexes.values().forEach(index -> index.remove(row, Objects.requireNonNull(previous)));
        }
        indexes.values().forEach(index -> index.add(row, contact));
    }

    /**
     * Removes a contact.
     *
     * @return whether the contact existed
     */
    public synchronized boolean remove(String id) {
        Integer row = rowOf.remove(id);
        if (row == null) {
            return false;
        }
        HeyxContact previous = Objects.requireNonNull(rows.set(row, null));
        indexes.values().forEach(index -> index.remove(row, previous));
        return true;
    }

    /** Removes all contacts; their ids are not used again. */
    public synchronized void clear() {
        rows.clear();
        rowOf.clear();
        indexes.clear();
        hiddenUntil.clear();
    }

    /** {@return the contact with this id} */
    public synchronized Optional<HeyxContact> get(String id) {
        return Optional.ofNullable(rowOf.get(id)).map(rows::get);
    }

    /**
     * Changes a contact atomically.
     *
     * @return the changed contact, empty if there is none with this id
     */
    public synchronized Optional<HeyxContact> change(String id, UnaryOperator<HeyxContact> change) {
        Optional<HeyxContact> changed = get(id).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    /** {@return the number of contacts} */
    public synchronized int size() {
        return rowOf.size();
    }

    /** {@return all contacts in order of creation, including hidden ones} */
    public synchronized List<HeyxContact> contacts() {
        return rows.stream().filter(Objects::nonNull).toList();
    }

    /** {@return all contacts whose field has exactly this text, in order of creation, including hidden ones} */
    public synchronized List<HeyxContact> findAll(String field, String value) {
        return contactsAt(exact(field, value));
    }

    /**
     * {@return a page of the contacts whose field matches, in order of creation, without hidden ones}
     *
     * @param page the page number, from 1
     */
    public synchronized LookupPage find(String field, String value, HeyxOptions.Search search, int page) {
        long now = epochNanos.getAsLong();
        hiddenUntil.values().removeIf(until -> until <= now);
        int offset = (page - 1) * LookupPage.SIZE;
        if (search == HeyxOptions.Search.EXACT && hiddenUntil.isEmpty()) {
            RowList list = index(field).find(value);
            IntStream positions = IntStream.range(offset, Math.min(list.size(), offset + LookupPage.SIZE));
            return new LookupPage(page, list.size(), contactsAt(positions.map(list::at)));
        }
        IntStream found = search == HeyxOptions.Search.EXACT ? exact(field, value) : fuzzy(field, value);
        int[] visible = found.filter(row -> !hiddenUntil.containsKey(row)).toArray();
        return new LookupPage(
                page,
                visible.length,
                contactsAt(IntStream.of(visible).skip(offset).limit(LookupPage.SIZE)));
    }

    private IntStream exact(String field, String value) {
        RowList list = index(field).find(value);
        return IntStream.range(0, list.size()).map(list::at);
    }

    private IntStream fuzzy(String field, String value) {
        String lowerCase = value.toLowerCase(Locale.ROOT);
        return IntStream.range(0, rows.size()).filter(row -> {
            HeyxContact contact = rows.get(row);
            String text = contact == null ? null : contact.text(field);
            return text != null && text.toLowerCase(Locale.ROOT).contains(lowerCase);
        });
    }

    private List<HeyxContact> contactsAt(IntStream rowNumbers) {
        return rowNumbers.mapToObj(row -> Objects.requireNonNull(rows.get(row))).toList();
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
