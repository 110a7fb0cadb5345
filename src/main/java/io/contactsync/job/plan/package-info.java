/**
 * A run rehearsed: the same job on a copy of its ledger, with a target in front of the real one that is asked but never
 * written to.
 *
 * <p>Nothing here decides what becomes of a contact: that is the run's own road, so what a plan with lookups says is
 * what a run then does. The copy takes down what would have happened, as a run would, so that two contacts that would
 * become one are told apart here, too.
 */
@NullMarked
package io.contactsync.job.plan;

import org.jspecify.annotations.NullMarked;
