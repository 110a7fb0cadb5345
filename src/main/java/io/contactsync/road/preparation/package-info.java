/** The first stretch of the road, before anything is asked or sent: what was read, as one channel sees it. */
@NullMarked
package io.contactsync.road.preparation;

import org.jspecify.annotations.NullMarked;
