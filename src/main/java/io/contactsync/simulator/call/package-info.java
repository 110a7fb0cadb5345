@NullMarked
package io.contactsync.simulator.call;

import org.jspecify.annotations.NullMarked;
