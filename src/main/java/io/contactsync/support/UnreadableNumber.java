package io.contactsync.support;

/** Stands for a number in an answer that has too many digits to be read. */
public enum UnreadableNumber {
    /** The only value: nothing is known about the number. */
    TOO_LONG;

    /** Returns a description for messages. */
    @Override
    public String toString() {
        return "a number with more than 1,000 digits";
    }
}
