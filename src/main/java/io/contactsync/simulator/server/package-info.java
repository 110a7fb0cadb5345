/**
 * The HTTP server that both simulated services share: requests and responses, call log, rate limits and injected
 * faults.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A call passes these stages: it is logged, its token is checked, the limit is checked, faults are triggered, the
 *       request is handled. Half of the latency passes before the request is handled, half after it.
 *   <li>A call is counted when it is received, and its status is logged before the response is sent. A client that has
 *       a response therefore finds it in the log; a client whose connection was dropped finds at least the call. Counts
 *       cover all calls; only the newest entries are kept.
 *   <li>Only calls with a valid token and within the limit trigger faults or count for "the k-th call", so that a fault
 *       applies to the calls for which it was set. Every matching fault counts the call, and all that fire apply
 *       together: a create may be handled, be invisible to lookups, and lose its response. If two faults replace the
 *       response, the one that was set first wins.
 *   <li>The API documents state a number of calls per minute but no kind of window, so all three common kinds are
 *       implemented. A window is half open: a call exactly one window length later no longer shares the window. The
 *       limits are given the time and read no clock.
 * </ul>
 */
@NullMarked
package io.contactsync.simulator.server;

import org.jspecify.annotations.NullMarked;
