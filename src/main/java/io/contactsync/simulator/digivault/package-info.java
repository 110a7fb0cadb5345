/**
 * DigiVault as {@code digivault-contacts.md} documents it, with the public habits of such services where the document
 * is silent ({@code behaviour.md}).
 *
 * <p>Decisions: lists are in order of creation. A create answers 201. Errors have no envelope. A contact is its id and
 * a map, because every other field may be absent as well as null. A large population is not held but computed; only
 * what was changed, added or removed takes memory.
 */
@NullMarked
package io.contactsync.simulator.digivault;

import org.jspecify.annotations.NullMarked;
