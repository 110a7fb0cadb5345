package io.contactsync.verify;

import java.util.ArrayList;
import java.util.List;

/** Differences in words. */
final class DifferenceText {
    private DifferenceText() {}

    /**
     * Names what differs, without values.
     *
     * @param verified a contact
     * @return its fields, {@code -TAG} for a tag that it lost, {@code +TAG} for one that it should not have; or why it
     *     could not be read
     */
    public static String of(VerificationResult.ContactResult verified) {
        List<String> words = new ArrayList<>(verified.fields());
        verified.missingTags().forEach(tag -> words.add("-" + tag));
        verified.unexpectedTags().forEach(tag -> words.add("+" + tag));
        return words.isEmpty() ? verified.reason() : String.join(", ", words);
    }
}
