/**
 * The log of calls: what arrived at the simulators, when, and what was answered.
 *
 * <p>A call is counted when it arrives and gets its status before the answer is sent: who has an answer finds it in the
 * log, and who was cut off finds the call at least. Counts are kept for ever, entries up to a cap, the newest.
 */
@NullMarked
package io.contactsync.simulator.call;

import org.jspecify.annotations.NullMarked;
