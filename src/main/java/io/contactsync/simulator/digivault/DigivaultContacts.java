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
 * DigiVault's contacts; what is done here directly counts as no call. Safe for use by several threads.
 *
 * <p>Each contact has a row for ever, which is its place in the list; the rows of removed ones are skipped.
 */
public final class DigivaultContacts {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Population population;
    private final Map<Integer, DigivaultContact> changed = new HashMap<>();
    private final Map<String, Integer> addedRows = new HashMap<>();
    private final BitSet removed = new BitSet();
    private final SplittableRandom dice = new SplittableRandom(1);
    private int rows;

    public DigivaultContacts(Population population) {
        this.population = population;
        this.rows = population.size();
    }

    /**
     * Adds a contact under a new id, whoever else has the same values.
     *
     * @return it
     */
    public synchronized DigivaultContact create(Map<String, @Nullable Object> fields) {
        DigivaultContact created = new DigivaultContact(newId(), fields);
        put(created);
        return created;
    }

    /** {@return an id that no contact has: 16 letters and digits} */
    synchronized String newId() {
        String id;
        do {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                text.append(ALPHABET.charAt(dice.nextInt(ALPHABET.length())));
            }
            id = text.toString();
        } while (rowOf(id) >= 0);
        return id;
    }

    /** Puts a contact in place of the one with its id, or behind all others when there is none. */
    public synchronized void put(DigivaultContact contact) {
        int row = rowOf(contact.id());
        if (row < 0) {
            row = rows++;
            addedRows.put(contact.id(), row);
        }
        changed.put(row, contact);
    }

    /**
     * Takes a contact away.
     *
     * @return whether there was one of this id
     */
    public synchronized boolean remove(String id) {
        int row = rowOf(id);
        if (row < 0) {
            return false;
        }
        removed.set(row);
        changed.remove(row);
        addedRows.remove(id);
        return true;
    }

    /** {@return the contact of an id} */
    public synchronized Optional<DigivaultContact> get(String id) {
        int row = rowOf(id);
        return row < 0 ? Optional.empty() : at(row);
    }

    /**
     * Changes a contact in one step.
     *
     * @return it as it now is, empty when there is none
     */
    public synchronized Optional<DigivaultContact> change(String id, UnaryOperator<DigivaultContact> change) {
        Optional<DigivaultContact> after = get(id).map(change);
        after.ifPresent(this::put);
        return after;
    }

    /** {@return how many contacts there are} */
    public synchronized int size() {
        return rows - removed.cardinality();
    }

    /** {@return all contacts in list order, computed one by one} */
    public Stream<DigivaultContact> contacts() {
        return IntStream.range(0, end()).boxed().map(this::at).flatMap(Optional::stream);
    }

    private synchronized int end() {
        return rows;
    }

    /** {@return the row of an id, -1 when no contact has it} */
    synchronized int rowOf(String id) {
        Integer added = addedRows.get(id);
        int row = added == null ? population.rowOf(id) : added;
        return row >= 0 && removed.get(row) ? -1 : row;
    }

    /** {@return a page of contacts from this row on} */
    synchronized Slice from(int row, int limit) {
        List<DigivaultContact> page = new ArrayList<>();
        int next = removed.nextClearBit(row);
        for (; next < rows && page.size() < limit; next = removed.nextClearBit(next + 1)) {
            at(next).ifPresent(page::add);
        }
        return new Slice(page, next < rows);
    }

    /** {@return a page of the contacts before this row that are nearest to it, in list order} */
    synchronized Slice before(int row, int limit) {
        List<DigivaultContact> page = new ArrayList<>();
        int next = previous(row);
        for (; next >= 0 && page.size() < limit; next = previous(next)) {
            at(next).ifPresent(page::add);
        }
        Collections.reverse(page);
        return new Slice(page, next >= 0);
    }

    private int previous(int row) {
        return row == 0 ? -1 : removed.previousClearBit(row - 1);
    }

    private synchronized Optional<DigivaultContact> at(int row) {
        DigivaultContact known = changed.get(row);
        if (known != null) {
            return Optional.of(known);
        }
        return removed.get(row) ? Optional.empty() : Optional.of(population.at(row));
    }
}
