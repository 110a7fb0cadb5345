/** What can happen to one contact on one channel, as it is written down: in words of the ledger, and as bytes. */
@NullMarked
package io.contactsync.ledger.step;

import org.jspecify.annotations.NullMarked;
