package io.contactsync.jobfile.setting;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Where a job's contacts go. */
public sealed interface TargetSettings {

    /**
     * HeyX.
     *
     * @param url everything before {@code /contact}, without a slash at its end
     * @param channels the channels, at least one, each name and each token once
     * @param inFlight most calls at once per channel, 1 to 512, or nothing when latency shall tell
     */
    record Heyx(URI url, List<Channel> channels, OptionalInt inFlight) implements TargetSettings {

        /** Takes an unmodifiable copy. */
        public Heyx {
            channels = List.copyOf(channels);
        }
    }

    /**
     * A HeyX inbox.
     *
     * @param name its name in ledger and results, {@code [a-z0-9-]{1,60}}
     * @param token its token
     * @param callsPerMinute the limit, or nothing when there is none
     * @param reserve calls a minute left to other users of the token, less than the limit
     * @param viber whether it is a Viber channel, whose ids are sent in Base64
     * @param when the expression that tells which contacts belong to it
     */
    record Channel(String name, Token token, OptionalInt callsPerMinute, int reserve, boolean viber, String when) {}

    /**
     * DigiVault.
     *
     * @param url everything before {@code /contacts}, without a slash at its end
     * @param token the API token
     * @param callsPerMinute the limit, or nothing when there is none
     */
    record Digivault(URI url, Token token, OptionalInt callsPerMinute) implements TargetSettings {}

    /**
     * A CSV file.
     *
     * @param file the file, absolute
     * @param guardFormulas whether an apostrophe is put before a cell that a spreadsheet would run
     */
    record Csv(Path file, boolean guardFormulas) implements TargetSettings {}
}
