package io.contactsync.contact;

/** What a call to a target is for. Calls are counted by kind. */
public enum CallKind {
    /** Finds contacts by a field's value, or lists them. */
    LOOKUP("lookup"),
    /** Creates a contact. */
    CREATE("create"),
    /** Writes fields of a contact. */
    UPDATE("update"),
    /** Adds tags to a contact. */
    ADD_TAGS("addTags"),
    /** Removes tags from a contact. */
    REMOVE_TAGS("removeTags"),
    /** Reads one contact by its id. */
    GET("get"),
    /** Deletes a contact. */
    DELETE("delete");

    private final String json;

    CallKind(String json) {
        this.json = json;
    }

    /** Returns the key of its count in {@code --json} output. */
    public String json() {
        return json;
    }
}
