/**
 * What a HeyX channel holds: its contacts, their ids, and how they are found.
 *
 * <p>A contact keeps its row for ever. A field is indexed when it is first asked for, as sorted row numbers by value:
 * any field can be a match field, none costs memory unasked, and a page deep in a list of a million comes at once.
 */
@NullMarked
package io.contactsync.simulator.heyx.inbox;

import org.jspecify.annotations.NullMarked;
