/** contact-sync: syncs contacts from a source to a target. */
@NullMarked
package io.contactsync;

import org.jspecify.annotations.NullMarked;
