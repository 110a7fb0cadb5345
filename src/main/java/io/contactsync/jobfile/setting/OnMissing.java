package io.contactsync.jobfile.setting;

/** What is done about a contact that is gone from the source. */
public sealed interface OnMissing {

    /** Nothing. */
    record Keep() implements OnMissing {}

    /**
     * It gets a tag, which is taken off when it comes back.
     *
     * @param name the tag
     */
    record Tag(String name) implements OnMissing {}

    /** It is deleted from the target, which must be DigiVault. */
    record Delete() implements OnMissing {}
}
