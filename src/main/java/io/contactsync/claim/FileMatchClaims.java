package io.contactsync.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.http.ratelimit.Ticker;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** One job's claims in a file that the processes of this machine share. */
public final class FileMatchClaims implements MatchClaims {

    /** How long lookups may not find a contact after its create (behaviour.md, "Just created, not yet found"). */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(60);

    private final ClaimFile file;
    private final Ticker ticker;
    private final long holder;
    private final long job;
    private final long openedAt;
    /** The values that contacts of this job hold. Used only while the file is locked. */
    private final Map<Long, HeldValue> held = new HashMap<>();

    private FileMatchClaims(ClaimFile.Registration registration, Ticker ticker, long job) {
        this.file = registration.file();
        this.holder = registration.holder();
        this.ticker = ticker;
        this.job = job;
        this.openedAt = ticker.nanoTime();
    }

    /**
     * Opens the claims of a channel.
     *
     * @param path the file, the same for all jobs of the channel; created if it does not exist
     * @param job the job's name; what the job itself has created is in its ledger and does not count
     * @param ticker the monotonic clock, common to all processes
     * @throws io.contactsync.state.LedgerException.Unusable if the file cannot be used
     */
    public static MatchClaims open(Path path, String job, Ticker ticker) {
        CRC32 crc = new CRC32();
        crc.update(job.getBytes(UTF_8));
        return new FileMatchClaims(ClaimFile.register(path, ticker.nanoTime()), ticker, crc.getValue() + 1);
    }

    /** A value that contacts of this job hold: two of them may have, for example, an email address in common. */
    private static final class HeldValue {
        private int contacts;
        private int creates;
        /** Whether a create was begun whose end is unknown, by this or another job. */
        private boolean inDoubt;
    }

    @Override
    public Optional<Claim> tryAcquire(Collection<String> keys) {
        long[] values = keys.stream()
                .mapToLong(key ->
                        ByteBuffer.wrap(Base64.getUrlDecoder().decode(key)).getLong())
                .distinct()
                .toArray();
        return values.length == 0 ? Optional.of(Claim.NONE) : Optional.ofNullable(acquire(values));
    }

    private @Nullable Claim acquire(long[] keys) {
        long now = ticker.nanoTime();
        return file.withLock(now, table -> {
            if (Arrays.stream(keys).anyMatch(key -> isHeldByOther(table, key))) {
                return null;
            }
            Claim.Status status = Claim.Status.CLEAR;
            long createdAt = Long.MIN_VALUE;
            for (long key : keys) {
                Claim.Status known = status(table, key, now);
                status = known.compareTo(status) > 0 ? known : status;
                createdAt = Math.max(createdAt, table.createdAt(key, now));
            }
            for (int i = 0; i < keys.length; i++) {
                if (!hold(table, keys[i], now)) {
                    table.releaseDead(other -> !file.isAlive(table, other));
                    change(table, Arrays.copyOf(keys, i), now, (value, entry) -> value.contacts--);
                    return null;
                }
            }
            Duration age = createdAt == Long.MIN_VALUE ? null : Duration.ofNanos(now - createdAt);
            return new FileClaim(keys, status, age);
        });
    }

    private boolean isHeldByOther(ClaimTable table, long key) {
        int entry = table.find(key);
        return entry >= 0
                && table.phase(entry) != ClaimTable.Phase.FREE
                && table.holder(entry) != holder
                && file.isAlive(table, table.holder(entry));
    }

    private Claim.Status status(ClaimTable table, long key, long now) {
        int entry = table.find(key);
        if (entry >= 0 && isInDoubt(table, entry)) {
            return Claim.Status.IN_DOUBT;
        }
        long createdAt = table.createdByOtherAt(key, job, now);
        if (createdAt == Long.MIN_VALUE || createdAt - openedAt < -VISIBILITY_DELAY.toNanos()) {
            return Claim.Status.CLEAR;
        }
        return now - createdAt < VISIBILITY_DELAY.toNanos() ? Claim.Status.IN_DOUBT : Claim.Status.CREATED_BY_OTHER;
    }

    /** Whether another job, which does not run any more, may have created a contact with the value. */
    private boolean isInDoubt(ClaimTable table, int entry) {
        return table.phase(entry) == ClaimTable.Phase.CREATING && table.holder(entry) != holder;
    }

    /** Returns false if the table has no room for the value. */
    private boolean hold(ClaimTable table, long key, long now) {
        int entry = table.findOrAdd(key, now);
        if (entry < 0) {
            return false;
        }
        HeldValue value = held.computeIfAbsent(key, none -> new HeldValue());
        value.contacts++;
        value.inDoubt |= isInDoubt(table, entry);
        write(table, entry, value);
        return true;
    }

    /** Changes what a contact does with its values. */
    private void change(ClaimTable table, long[] keys, long now, ObjIntConsumer<HeldValue> change) {
        for (long key : keys) {
            HeldValue value = held.get(key);
            // A table that was damaged since has been emptied.
            int entry = table.findOrAdd(key, now);
            if (value != null && entry >= 0) {
                change.accept(value, entry);
                write(table, entry, value);
                if (value.contacts == 0) {
                    held.remove(key);
                }
            }
        }
    }

    /** Writes what this job does with a value. */
    private void write(ClaimTable table, int entry, HeldValue value) {
        boolean creating = value.creates > 0 || value.inDoubt;
        if (value.contacts > 0) {
            table.hold(entry, holder, creating ? ClaimTable.Phase.CREATING : ClaimTable.Phase.CLAIMED);
        } else {
            table.hold(entry, ClaimTable.NO_HOLDER, creating ? ClaimTable.Phase.CREATING : ClaimTable.Phase.FREE);
        }
    }

    @Override
    public void close() {
        file.unregister(holder, ticker.nanoTime());
    }

    private final class FileClaim implements Claim {

        private final long[] keys;
        private final Status status;
        private final @Nullable Duration createdAge;
        private boolean creating;
        private boolean closed;

        private FileClaim(long[] keys, Status status, @Nullable Duration createdAge) {
            this.keys = keys;
            this.status = status;
            this.createdAge = createdAge;
        }

        @Override
        public Status status() {
            return status;
        }

        @Override
        public boolean isCreatedWithin(Duration age) {
            return createdAge != null && createdAge.compareTo(age) < 0;
        }

        @Override
        public void creating() {
            change((table, now) -> (value, entry) -> value.creates += creating ? 0 : 1);
            creating = true;
        }

        @Override
        public void created() {
            change((table, now) -> (value, entry) -> {
                table.create(entry, job, now);
                settle(value);
            });
            creating = false;
        }

        @Override
        public void resolved() {
            change((table, now) -> (value, entry) -> settle(value));
            creating = false;
        }

        private void settle(HeldValue value) {
            value.creates -= creating ? 1 : 0;
            value.inDoubt &= status != Status.IN_DOUBT;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                change((table, now) -> (value, entry) -> {
                    value.contacts--;
                    value.creates -= creating ? 1 : 0;
                    value.inDoubt |= creating;
                });
            }
        }

        private void change(BiFunction<ClaimTable, Long, ObjIntConsumer<HeldValue>> change) {
            long now = ticker.nanoTime();
            file.withLock(now, table -> {
                FileMatchClaims.this.change(table, keys, now, change.apply(table, now));
                return keys;
            });
        }
    }
}
