/**
 * What a run did, told to people and to machines: the sheet of outcomes, the result as JSON, the table on the terminal.
 *
 * <p>The sheet balances on each channel: read = created + updated + unchanged + skipped + rejected. A run whose sheet
 * does not balance has failed, and says so.
 */
@NullMarked
package io.contactsync.report;

import org.jspecify.annotations.NullMarked;
