package io.contactsync.simulator.digivault;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * DigiVault's contacts. Thread-safe. Changes made here directly are not logged as calls.
 *
 * <p>Each contact keeps its row, which is its position in the list; the rows of removed contacts are skipped.
 */
public final class DigivaultContactStore {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Population population;
    private final Map<Integer, DigivaultContact> stored = new HashMap<>();
    private final Map<String, Integer> addedRows = new HashMap<>();
    private final BitSet removed = new BitSet();
    private final SplittableRandom random = new SplittableRandom(1);
    private int rows;

    public DigivaultContactStore(Population population) {
        this.population = population;
        this.rows = population.size();
    }

    /**
     * Adds a contact with a new id, even if another contact has the same values.
     *
     * @return the new contact
     */
    public synchronized DigivaultContact create(Map<String, @Nullable Object> fields) {
        DigivaultContact created = new DigivaultContact(newId(), fields);
        put(created);
        return created;
    }

    /** {@return an unused id of 16 letters and digits} */
    synchronized String newId() {
        String id;
        do {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            id = text.toString();
        } while (rowOf(id) >= 0);
        return id;
    }

    /** Replaces the contact with the same id, or adds the contact at the end if there is none. */
    public synchronized void put(DigivaultContact contact) {
        int row = rowOf(contact.id());
        if (row < 0) {
            row = rows++;
            addedRows.put(contact.id(), row);
        }
        stored.put(row, contact);
    }

    /**
     * Removes a contact.
     *
     * @return whether the contact existed
     */
    public synchronized boolean remove(String id) {
        int row = rowOf(id);
        if (row < 0) {
            return false;
        }
        removed.set(row);
        stored.remove(row);
        addedRows.remove(id);
        return true;
    }

    /** {@return the contact with this id} */
    public synchronized Optional<DigivaultContact> get(String id) {
        int row = rowOf(id);
        return row < 0 ? Optional.empty() : at(row);
    }

    /**
     * Changes a contact atomically.
     *
     * @return the changed contact, empty if there is none with this id
     */
    public synchronized Optional<DigivaultContact> change(String id, UnaryOperator<DigivaultContact> change) {
        Optional<DigivaultContact> changed = get(id).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    /** {@return the number of contacts} */
    public synchronized int size() {
        return rows - removed.cardinality();
    }

    /** {@return all contacts in list order, created lazily} */
    public Stream<DigivaultContact> contacts() {
        return IntStream.range(0, end()).boxed().map(this::at).flatMap(Optional::stream);
    }

    private synchronized int end() {
        return rows;
    }

    /** {@return the row of the contact with this id, -1 if there is none} */
    synchronized int rowOf(String id) {
        Integer added = addedRows.get(id);
        int row = added == null ? population.rowOf(id) : added;
        return row >= 0 && removed.get(row) ? -1 : row;
    }

    /** {@return the page that starts at this row} */
    synchronized ListPage pageFrom(int row, int limit) {
        List<DigivaultContact> page = new ArrayList<>();
        int next = removed.nextClearBit(row);
        for (; next < rows && page.size() < limit; next = removed.nextClearBit(next + 1)) {
            at(next).ifPresent(page::add);
        }
        return new ListPage(page, next < rows);
    }

    /** {@return the page that ends before this row, in list order} */
    synchronized ListPage pageBefore(int row, int limit) {
        List<DigivaultContact> page = new ArrayList<>();
        int next = previous(row);
        for (; next >= 0 && page.size() < limit; next = previous(next)) {
            at(next).ifPresent(page::add);
        }
        Collections.reverse(page);
        return new ListPage(page, next >= 0);
    }

    private int previous(int row) {
        return row == 0 ? -1 : removed.previousClearBit(row - 1);
    }

    private synchronized Optional<DigivaultContact> at(int row) {
        DigivaultContact contact = stored.get(row);
        if (contact != null) {
            return Optional.of(contact);
        }
        return removed.get(row) ? Optional.empty() : Optional.of(population.at(row));
    }
}
