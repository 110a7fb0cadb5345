@NullMarked
package io.contactsync.simulator.people;

import org.jspecify.annotations.NullMarked;
