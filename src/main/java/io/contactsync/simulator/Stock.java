package io.contactsync.simulator;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that the services start with.
 *
 * @param contacts how many to generate in DigiVault
 * @param seed of the generated ones
 * @param now what their last activity is measured from
 * @param shareInHeyx how many of those with a valid phone each channel has already, from 0 to 1
 * @param digivaultFile contacts put behind the generated ones, null for none
 * @param heyxFile contacts by channel, null for none
 */
public record Stock(
        int contacts,
        long seed,
        Instant now,
        double shareInHeyx,
        @Nullable Path digivaultFile,
        @Nullable Path heyxFile) {

    /** {@return no contacts at all} */
    public static Stock empty() {
        return generated(0, 0);
    }

    /** {@return generated contacts in DigiVault, none in HeyX, measured from the present} */
    public static Stock generated(int contacts, long seed) {
        return new Stock(contacts, seed, Instant.now(), 0, null, null);
    }

    /** {@return the contacts of files, either of which may be null} */
    public static Stock files(@Nullable Path digivault, @Nullable Path heyx) {
        return new Stock(0, 0, Instant.now(), 0, digivault, heyx);
    }

    public Stock withNow(Instant newNow) {
        return new Stock(contacts, seed, newNow, shareInHeyx, digivaultFile, heyxFile);
    }

    public Stock withShareInHeyx(double share) {
        return new Stock(contacts, seed, now, share, digivaultFile, heyxFile);
    }
}
