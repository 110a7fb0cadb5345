package io.contactsync.simulator.digivault;

/** Contacts that are there from the start and are computed when asked for, the same ones each time. */
public interface Population {

    int size();

    /** {@return the contact of a row, 0 for the first} */
    DigivaultContact at(int row);

    /** {@return the row of an id, -1 when nobody here has it} */
    int rowOf(String id);

    /** {@return nobody} */
    static Population none() {
        return new Population() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public DigivaultContact at(int row) {
                throw new IndexOutOfBoundsException(row);
            }

            @Override
            public int rowOf(String id) {
                return -1;
            }
        };
    }
}
