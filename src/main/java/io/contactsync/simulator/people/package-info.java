/**
 * People to put into the simulators: generated ones, realistic and nasty, and those of the sample files.
 *
 * <p>A generated contact is a function of seed and row, and its id can be turned back into its row. So a million of
 * them take no memory, and a page at any cursor is found at once. Every phone is another person's, unless it is no
 * phone.
 */
@NullMarked
package io.contactsync.simulator.people;

import org.jspecify.annotations.NullMarked;
