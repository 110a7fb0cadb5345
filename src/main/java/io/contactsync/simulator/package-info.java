/**
 * Simulators of HeyX and DigiVault over real HTTP on loopback, for the demo, for scripts and for the tests of all other
 * packages. They depend on no other package of this program, so that a misreading of an API is not repeated here.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One port serves both services and the control endpoints, because their paths differ: {@code /api/v1} is HeyX,
 *       {@code /v1} is DigiVault, {@code /_simulator} is control. Tokens are fixed by default, because only this
 *       machine can reach the port.
 *   <li>A generated contact is a function of seed and row, and its row can be computed from its id. A million contacts
 *       therefore take no memory, and the page at any cursor is found immediately. No two generated contacts share a
 *       valid phone number.
 * </ul>
 */
@NullMarked
package io.contactsync.simulator;

import org.jspecify.annotations.NullMarked;
