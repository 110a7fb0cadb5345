/**
 * Faults on order: what goes wrong, for which calls, and when.
 *
 * <p>Only calls that have a good token and room in the limit are struck or counted towards "the k-th call", so that a
 * fault hits what it was meant for. Every fault that matches counts the call, and all that fire act together: a create
 * may be done, be invisible, and lose its answer. Of two that replace the answer, the older one wins.
 */
@NullMarked
package io.contactsync.simulator.fault;

import org.jspecify.annotations.NullMarked;
