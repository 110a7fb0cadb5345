/**
 * The port at which contacts come in: a source, one scan of it, and what a source that was read remembers and fails
 * with.
 */
@NullMarked
package io.contactsync.contact.source;

import org.jspecify.annotations.NullMarked;
