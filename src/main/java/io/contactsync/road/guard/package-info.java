/**
 * What keeps a run from doing harm when the target refuses: it watches for refusals that are all the same, stops the
 * run, and keeps a contact's values out of what is told about it.
 */
@NullMarked
package io.contactsync.road.guard;

import org.jspecify.annotations.NullMarked;
