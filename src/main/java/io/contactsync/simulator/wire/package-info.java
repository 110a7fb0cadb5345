/**
 * What both services share on the way from socket to answer: requests and replies as values, the order in which a call
 * is logged, delayed, judged, struck by faults and done, and the ways an answer can fail to arrive.
 *
 * <p>A call counts when it arrives: logged, then token, then limit, then faults, then the work. Half of the latency
 * passes after counting and before the work, half between work and answer.
 */
@NullMarked
package io.contactsync.simulator.wire;

import org.jspecify.annotations.NullMarked;
