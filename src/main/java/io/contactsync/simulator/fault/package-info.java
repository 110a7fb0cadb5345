@NullMarked
package io.contactsync.simulator.fault;

import org.jspecify.annotations.NullMarked;
