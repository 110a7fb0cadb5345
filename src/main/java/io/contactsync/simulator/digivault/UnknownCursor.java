package io.contactsync.simulator.digivault;

/** What a list answers to a cursor that names no contact: behaviour.md, "Cursor's contact deleted". */
public enum UnknownCursor {
    NOT_FOUND,
    BAD_REQUEST,
    EMPTY_PAGE,
    FROM_START
}
