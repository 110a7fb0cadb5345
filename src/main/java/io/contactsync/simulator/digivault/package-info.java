/**
 * The simulated DigiVault: as {@code digivault-contacts.md} documents it, and as {@code behaviour.md} assumes it where
 * the document says nothing.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Lists are in order of creation. A create returns 201. Errors have no envelope.
 *   <li>A contact is an id and a map, because every other field can be absent as well as null.
 *   <li>The initial contacts are computed on demand; only changed, added and removed contacts take memory.
 * </ul>
 */
@NullMarked
package io.contactsync.simulator.digivault;

import org.jspecify.annotations.NullMarked;
