package io.contactsync.jobfile.setting;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a job's contacts come from. */
public sealed interface SourceSettings {

    /**
     * DigiVault.
     *
     * @param url everything before {@code /contacts}, without a slash at its end
     * @param token the API token
     * @param pageSize contacts a call, 1 to 100
     * @param callsPerMinute the limit, or nothing when there is none
     */
    record Digivault(URI url, Token token, int pageSize, OptionalInt callsPerMinute) implements SourceSettings {}

    /**
     * A CSV file.
     *
     * @param file the file, absolute
     * @param id the column that holds the contact's id
     * @param delimiter what separates cells, or nothing when the file shall tell
     * @param charset its encoding, or nothing when the file shall tell
     * @param guardFormulas whether an apostrophe that guards a formula is taken off
     */
    record Csv(Path file, String id, Optional<Character> delimiter, Optional<Charset> charset, boolean guardFormulas)
            implements SourceSettings {}

    /**
     * A HeyX channel.
     *
     * @param url everything before {@code /contact}, without a slash at its end
     * @param token the channel's token
     * @param where which contacts are read
     * @param viber whether it is a Viber channel, whose ids are sent in Base64
     * @param callsPerMinute the limit, or nothing when there is none
     */
    record Heyx(URI url, Token token, FieldIs where, boolean viber, OptionalInt callsPerMinute)
            implements SourceSettings {}
}
