package io.contactsync.http.pace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The boot since which the machine's monotonic clock counts.
 *
 * @param id Linux's own name of it; all zeros where there is none
 */
record Boot(UUID id) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final UUID UNKNOWN = new UUID(0, 0);

    static Boot current() throws IOException {
        return new Boot(
                Files.isReadable(BOOT_ID)
                        ? UUID.fromString(Files.readString(BOOT_ID).strip())
                        : UNKNOWN);
    }

    /**
     * When calls from before this boot no longer count: they arrived before it, and CLOCK_MONOTONIC counts from it.
     * Where the boot is not known, now stands for it.
     */
    long earlierCallsExpireAt(long now, Pacing pacing) {
        boolean countsFromBoot = !id.equals(UNKNOWN) && now > 0;
        return countsFromBoot
                ? Math.min(now, pacing.lostCallMargin().toNanos()) + pacing.nanosAfterAnswer()
                : now + pacing.nanosAfterAnswer();
    }
}
