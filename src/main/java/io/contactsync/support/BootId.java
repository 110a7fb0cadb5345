package io.contactsync.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Identifies the boot from which the monotonic clock and the process ids count.
 *
 * @param id Linux's boot id; all zeros if the system has none
 */
public record BootId(UUID id) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final UUID UNKNOWN = new UUID(0, 0);

    /** Returns the id of the current boot. */
    public static BootId current() throws IOException {
        return new BootId(
                Files.isReadable(BOOT_ID)
                        ? UUID.fromString(Files.readString(BOOT_ID).strip())
                        : UNKNOWN);
    }

    /** Returns whether the system has a boot id, so that another boot has another one. */
    public boolean isKnown() {
        return !id.equals(UNKNOWN);
    }
}
