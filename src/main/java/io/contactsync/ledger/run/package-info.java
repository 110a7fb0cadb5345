/** A job's runs as its ledger remembers them: how each began and ended, what it came to, and what it mapped with. */
@NullMarked
package io.contactsync.ledger.run;

import org.jspecify.annotations.NullMarked;
