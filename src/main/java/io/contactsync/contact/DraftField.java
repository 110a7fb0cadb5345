package io.contactsync.contact;

import org.jspecify.annotations.Nullable;

/**
 * What one field of the target shall hold.
 *
 * @param name the target's name of the field
 * @param value text in NFC, a {@link Number} or a {@link Boolean}; null when the contact has nothing for it
 * @param write when it is written
 * @param trigger whether a difference in it is reason enough for a call
 */
public record DraftField(String name, @Nullable Object value, Write write, boolean trigger) {

    /**
     * Tells whether there is nothing to write.
     *
     * @return true for null and for text of nothing but white space
     */
    public boolean isBlank() {
        return isBlank(value);
    }

    /**
     * Tells whether a value counts as nothing.
     *
     * @param value any value of a field
     * @return true for null and for text of nothing but white space
     */
    public static boolean isBlank(@Nullable Object value) {
        return value == null
                || (value instanceof CharSequence text && text.toString().isBlank());
    }
}
