package io.contactsync.simulator.digivault;

import java.util.BitSet;
import java.util.HashMap;
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

    /** Adds a contact under a new id, whoever else has the same values; {@return it} */
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

    /** Takes a contact away; {@return whether there was one of this id} */
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
        return row < 0 ? Optional.empty() : Optional.of(at(row));
    }

    /** Changes a contact in one step; {@return it as it now is, empty when there is none} */
    public synchronized Optional<DigivaultContact> change(String id, UnaryOperator<DigivaultContact> change) {
        Optional<DigivaultContact> after = get(id).map(change);
        after.ifPresent(this::put);
        return after;
    }

    /** {@return how many contacts there are} */
    public synchronized int size() {
        return rows - removed.cardinality();
    }

    /** {@return all contacts in list order, computed one by one; to be used while nothing is removed} */
    public Stream<DigivaultContact> contacts() {
        return presentRows().mapToObj(this::at);
    }

    /** {@return the contacts' rows in list order} */
    synchronized IntStream presentRows() {
        BitSet gone = (BitSet) removed.clone();
        return IntStream.range(0, rows).filter(row -> !gone.get(row));
    }

    /** {@return the row of an id, -1 when no contact has it} */
    synchronized int rowOf(String id) {
        Integer added = addedRows.get(id);
        int row = added == null ? population.rowOf(id) : added;
        return row >= 0 && removed.get(row) ? -1 : row;
    }

    /** {@return the first row at or behind this one that has a contact, -1 when none has} */
    synchronized int rowFrom(int row) {
        int present = removed.nextClearBit(row);
        return present < rows ? present : -1;
    }

    /** {@return the last row at or before this one that has a contact, -1 when none has} */
    synchronized int rowUpTo(int row) {
        return row < 0 ? -1 : removed.previousClearBit(row);
    }

    synchronized DigivaultContact at(int row) {
        DigivaultContact known = changed.get(row);
        return known == null ? population.at(row) : known;
    }
}
