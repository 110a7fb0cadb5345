/** The commands that send contacts: {@code run} and {@code retry}. */
@NullMarked
package io.contactsync.cli.run;

import org.jspecify.annotations.NullMarked;
