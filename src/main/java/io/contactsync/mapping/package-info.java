/**
 * Maps a contact to a draft: evaluates the job's {@code fields}, {@code tags} and {@code when}. The package is pure: it
 * uses no clock, no file and no network, and is thread-safe. The expression language is in
 * {@link io.contactsync.mapping.expression}.
 */
@NullMarked
package io.contactsync.mapping;

import org.jspecify.annotations.NullMarked;
