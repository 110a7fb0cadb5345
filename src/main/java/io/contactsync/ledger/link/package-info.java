/**
 * What ties a contact of the source to one of the target: how far it has come, what is known of it there, what is
 * therefore left to send, and how all that stands in a row.
 */
@NullMarked
package io.contactsync.ledger.link;

import org.jspecify.annotations.NullMarked;
