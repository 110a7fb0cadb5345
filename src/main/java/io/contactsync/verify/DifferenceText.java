package io.contactsync.verify;

import java.util.ArrayList;
import java.util.List;

/** Formats the differences of a contact. */
final class DifferenceText {
    private DifferenceText() {}

    /**
     * Lists what differs, without values.
     *
     * @return fields, {@code -TAG} for a missing tag, {@code +TAG} for an unexpected one; or why the contact could not
     *     be read
     */
    static String of(VerificationResult.ContactResult verified) {
        List<String> parts = new ArrayList<>(verified.fields());
        verified.missingTags().forEach(tag -> parts.add("-" + tag));
        verified.unexpectedTags().forEach(tag -> parts.add("+" + tag));
        return parts.isEmpty() ? verified.reason() : String.join(", ", parts);
    }
}
