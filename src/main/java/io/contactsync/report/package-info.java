/**
 * Results of runs: outcome counts, JSON, the table on the terminal, metrics.
 *
 * <p>The counts balance on each channel: read = created + updated + unchanged + skipped + rejected. A run whose counts
 * do not balance is FAILED.
 */
@NullMarked
package io.contactsync.report;

import org.jspecify.annotations.NullMarked;
