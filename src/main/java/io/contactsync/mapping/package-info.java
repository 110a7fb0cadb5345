/**
 * Contact -&gt; Draft, pure: what a job's {@code fields}, {@code tags} and {@code when} make of one contact. It reads
 * no clock, no file and no network, and may be called from any number of threads.
 *
 * <p>The language of the expressions, and what its values are, is the business of
 * {@link io.contactsync.mapping.expression}; here is what a job file does with them.
 */
@NullMarked
package io.contactsync.mapping;

import org.jspecify.annotations.NullMarked;
