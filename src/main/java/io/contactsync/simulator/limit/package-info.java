@NullMarked
package io.contactsync.simulator.limit;

import org.jspecify.annotations.NullMarked;
