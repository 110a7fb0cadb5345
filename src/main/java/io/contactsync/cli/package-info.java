/**
 * The commands, one class each: what is said to people and to machines, and with which code the program ends.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>People are spoken to on stderr, results go to stdout, both in UTF-8 whatever the locale says: under cron LANG
 *       is unset.
 *   <li>Exceptions become an exit code and a sentence in one place, {@link io.contactsync.cli.Failures}.
 * </ul>
 */
@NullMarked
package io.contactsync.cli;

import org.jspecify.annotations.NullMarked;
