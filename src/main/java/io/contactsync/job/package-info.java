/**
 * A job file carried out: a run is begun or resumed, opened, driven and concluded. Beneath it only {@code batch} drives
 * Spring Batch, and only {@code system} opens connectors; {@code run} is what both work with.
 */
@NullMarked
package io.contactsync.job;

import org.jspecify.annotations.NullMarked;
