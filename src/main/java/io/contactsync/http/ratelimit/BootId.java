package io.contactsync.http.ratelimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Identifies the boot from which the monotonic clock counts.
 *
 * @param id Linux's boot id; all zeros if the system has none
 */
record BootId(UUID id) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final UUID UNKNOWN = new UUID(0, 0);

    static BootId current() throws IOException {
        return new BootId(
                Files.isReadable(BOOT_ID)
                        ? UUID.fromString(Files.readString(BOOT_ID).strip())
                        : UNKNOWN);
    }

    /**
     * When calls from before this boot no longer count. They arrived before the boot, and CLOCK_MONOTONIC counts from
     * it. If the boot is unknown, they are assumed to have arrived now.
     */
    long earlierCallsExpireAt(long now, RateWindow rateWindow) {
        boolean countsFromBoot = !id.equals(UNKNOWN) && now > 0;
        return countsFromBoot
                ? Math.min(now, rateWindow.lostCallMargin().toNanos()) + rateWindow.nanosAfterAnswer()
                : now + rateWindow.nanosAfterAnswer();
    }
}
