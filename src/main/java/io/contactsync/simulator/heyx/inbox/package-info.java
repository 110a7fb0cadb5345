@NullMarked
package io.contactsync.simulator.heyx.inbox;

import org.jspecify.annotations.NullMarked;
