package io.contactsync.simulator;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The contacts with which the services start.
 *
 * @param contacts the number of contacts to generate in DigiVault
 * @param seed the seed of the generated contacts
 * @param now the time before which the generated contacts were last active
 * @param shareInHeyx the share of the generated contacts with a valid phone that each channel already has, from 0 to 1
 * @param digivaultFile JSON file whose contacts are added after the generated ones, null for none
 * @param heyxFile JSON file with contacts by channel, null for none
 */
public record SeedData(
        int contacts,
        long seed,
        Instant now,
        double shareInHeyx,
        @Nullable Path digivaultFile,
        @Nullable Path heyxFile) {

    /** {@return no contacts} */
    public static SeedData empty() {
        return generated(0, 0);
    }

    /** {@return generated contacts in DigiVault, none in HeyX; {@code now} is the current time} */
    public static SeedData generated(int contacts, long seed) {
        return new SeedData(contacts, seed, Instant.now(), 0, null, null);
    }

    /** {@return the contacts of two files, either of which may be null} */
    public static SeedData files(@Nullable Path digivault, @Nullable Path heyx) {
        return new SeedData(0, 0, Instant.now(), 0, digivault, heyx);
    }

    public SeedData withNow(Instant newNow) {
        return new SeedData(contacts, seed, newNow, shareInHeyx, digivaultFile, heyxFile);
    }

    public SeedData withShareInHeyx(double share) {
        return new SeedData(contacts, seed, now, share, digivaultFile, heyxFile);
    }
}
