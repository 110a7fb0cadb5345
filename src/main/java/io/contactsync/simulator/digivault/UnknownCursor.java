package io.contactsync.simulator.digivault;

/** The response to a cursor that is no contact's id (behaviour.md, "Cursor's contact deleted"). */
public enum UnknownCursor {
    NOT_FOUND,
    BAD_REQUEST,
    EMPTY_PAGE,
    FROM_START
}
