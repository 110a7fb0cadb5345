package io.contactsync.job.verify;

import java.util.List;

/**
 * What became of reading one contact back.
 *
 * @param sourceId its id in the source
 * @param channel the channel
 * @param targetId its id in the target
 * @param finding how it stands
 * @param fields the fields that are not what was sent
 * @param lostTags tags of the job that it has no more
 * @param strangeTags tags of the job that it has although the job took them off
 * @param reason why it could not be read, or empty
 */
public record Verified(
        String sourceId,
        String channel,
        String targetId,
        Finding finding,
        List<String> fields,
        List<String> lostTags,
        List<String> strangeTags,
        String reason) {
    /** Takes unmodifiable copies. */
    public Verified {
        fields = List.copyOf(fields);
        lostTags = List.copyOf(lostTags);
        strangeTags = List.copyOf(strangeTags);
    }

    /** How a contact stands. */
    public enum Finding {
        /** It is as it was left. */
        SAME,
        /** The target has it no more. */
        MISSING,
        /** Fields or tags differ. */
        DRIFTED,
        /** The target would not show it. */
        UNREAD
    }
}
