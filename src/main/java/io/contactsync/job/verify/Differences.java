package io.contactsync.job.verify;

import java.util.ArrayList;
import java.util.List;

/** Differences in words. */
public final class Differences {
    private Differences() {}

    /**
     * Names what differs, without values.
     *
     * @param verified a contact
     * @return its fields, {@code -TAG} for a tag that it lost, {@code +TAG} for one that it should not have; or why it
     *     could not be read
     */
    public static String words(Verified verified) {
        List<String> words = new ArrayList<>(verified.fields());
        verified.lostTags().forEach(tag -> words.add("-" + tag));
        verified.strangeTags().forEach(tag -> words.add("+" + tag));
        return words.isEmpty() ? verified.reason() : String.join(", ", words);
    }
}
