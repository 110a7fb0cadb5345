/**
 * What one run is made of, whoever drives it: what was asked, the setting it works with, its channels and scans, how
 * far each channel came and why the run ended.
 *
 * <p>A checkpoint holds the position and the sheet together. What a contact came to in this run stands in the ledger,
 * so a contact that is read again is counted as what it became, not as unchanged.
 */
@NullMarked
package io.contactsync.run;

import org.jspecify.annotations.NullMarked;
