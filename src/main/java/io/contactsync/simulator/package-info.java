/**
 * Both services over real HTTP on loopback, for the demo, for scripts and for the tests of all other rooms; knows none
 * of them.
 *
 * <p>The rooms inside: {@code wire} from socket to answer, {@code heyx} and {@code digivault} what each service
 * answers, {@code limit} the arithmetic of rate limits, {@code fault} what goes wrong on order, {@code call} the log,
 * {@code people} contacts to start with. One port serves both services and the control endpoints, because their paths
 * do not meet: {@code /api/v1} is HeyX, {@code /v1} DigiVault, {@code /_simulator} control. Tokens are fixed by
 * default, as nobody but this machine can reach the port.
 */
@NullMarked
package io.contactsync.simulator;

import org.jspecify.annotations.NullMarked;
