/**
 * HeyX as it is spoken to: the addresses of contacts, the JSON that goes and comes, and what a refusal means. Wire
 * shapes stay in here; the rest of {@code heyx} speaks of contacts.
 */
@NullMarked
package io.contactsync.heyx.wire;

import org.jspecify.annotations.NullMarked;
