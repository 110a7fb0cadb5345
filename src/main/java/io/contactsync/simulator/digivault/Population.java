package io.contactsync.simulator.digivault;

/** The initial contacts, which are computed on demand. A row always gives the same contact. */
public interface Population {

    int size();

    /** {@return the contact of a row, counted from 0} */
    DigivaultContact at(int row);

    /** {@return the row of the contact with this id, -1 if there is none} */
    int rowOf(String id);

    /** {@return a population without contacts} */
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
