package io.contactsync.http.ratelimit;

import io.contactsync.http.ratelimit.StateFile.Differences;
import io.contactsync.support.OwnerOnlyFile;
import io.contactsync.support.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rate limiter state of one token in a locked file that all processes of the machine share.
 *
 * <p>Changes are in the file when the lock is released, so that they survive a kill of the process. A process opens
 * each file only once: file locks belong to the process, and closing a second channel would release them.
 *
 * <p>The file is not trusted. It contains its checksum and the number of its last change. A process remembers the state
 * it saw last, and that number is also in a {@link RateLimiterCounter} of its own. A file that is damaged, missing or
 * older than that is written again: from memory if no other process has changed it since, else with all slots busy for
 * a full window, or for as long as the calls that were lost can count. A file from before the last boot is replaced,
 * too, but then the assumed window ends earlier, because those calls arrived before the boot. A file that did not
 * exist, and of which nothing is known, means an idle channel.
 */
final class RateLimiterFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RateLimiterFile.class);
    private static final long MIN_LONGS = RateLimiterState.longsFor(1);
    private static final long MAX_LONGS = RateLimiterState.longsFor(100_000);
    private static final Map<Path, RateLimiterFile> OPEN = new HashMap<>();

    private final Path path;
    private final Ticker ticker;
    private final RateWindow rateWindow;
    private final ProcessIdentity process;
    private final ReentrantLock lock = new ReentrantLock();
    private final StateFile file;
    private final RateLimiterCounter counter;
    private @Nullable RateLimiterState state;
    private boolean created;
    private boolean usedByVersionOne;
    private boolean warnedAboutVersionOne;
    private long endedCheckedAt;
    private int slots;
    private int users;

    private RateLimiterFile(Path path, boolean created, Ticker ticker, RateWindow rateWindow) throws IOException {
        this.path = path;
        this.created = created;
        this.ticker = ticker;
        this.rateWindow = rateWindow;
        this.process = ProcessIdentity.current();
        this.endedCheckedAt = ticker.nanoTime() - rateWindow.window().toNanos();
        this.file = new StateFile(path, MIN_LONGS, MAX_LONGS);
        this.counter = new RateLimiterCounter(path.resolveSibling(path.getFileName() + ".counter"), process.boot());
    }

    /** Opens the state of a token, with room for at least {@code slots} slots. */
    static RateLimiterFile open(Path path, int slots, Ticker ticker, RateWindow rateWindow) {
        synchronized (OPEN) {
            try {
                boolean created = OwnerOnlyFile.create(path);
                Path real = path.toRealPath();
                RateLimiterFile file = OPEN.get(real);
                if (file == null) {
                    file = new RateLimiterFile(real, created, ticker, rateWindow);
                    file.initialize(slots);
                    OPEN.put(real, file);
                }
                file.ensureSlots(slots);
                file.users++;
                return file;
            } catch (IOException e) {
                throw unusable(path, e);
            }
        }
    }

    private static UncheckedIOException unusable(Path path, IOException e) {
        return new UncheckedIOException("the rate limiter file " + path + " cannot be used: " + e.getMessage(), e);
    }

    /** Identifies this process in the slots: the process id, and the lower half of the time at which it was started. */
    long process() {
        return key(process);
    }

    private static long key(ProcessIdentity identity) {
        return identity.pid() << 32 | (identity.startedAt() & 0xffff_ffffL);
    }

    /** Runs an action on the state while holding the lock against other threads and processes. */
    @SuppressWarnings("try") // the lock is held, not used
    <T> T withLock(Function<RateLimiterState, T> action) {
        lock.lock();
        try (FileLock held = file.lock()) {
            long now = ticker.nanoTime();
            RateLimiterState current = refresh(now);
            state = current;
            created = false;
            releaseEnded(current, now);
            T result = action.apply(current);
            save(current);
            return result;
        } catch (IOException e) {
            throw unusable(path, e);
        } finally {
            lock.unlock();
        }
    }

    private void initialize(int atLeast) throws IOException {
        slots = atLeast;
        for (int tries = 0; !created && file.isEmpty() && tries < 25; tries++) {
            // Another process has just created the file and is about to write it.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        withLock(current -> {
            // This process holds no slot yet, so a call of its own is one of a limiter that was closed before.
            current.releaseEnded(holder -> holder == process(), ticker.nanoTime());
            return current;
        });
    }

    private void ensureSlots(int atLeast) {
        lock.lock();
        try {
            slots = Math.max(slots, atLeast);
        } finally {
            lock.unlock();
        }
    }

    /** Now and then, frees the slots of processes that were killed while calls were in flight. */
    private void releaseEnded(RateLimiterState current, long now) {
        if (now - endedCheckedAt >= rateWindow.turnGraceNanos()) {
            endedCheckedAt = now;
            current.releaseEnded(holder -> !isRunning(holder), now);
        }
    }

    private boolean isRunning(long holder) {
        return holder == process()
                || running(holder >>> 32).filter(found -> key(found) == holder).isPresent();
    }

    private Optional<ProcessIdentity> running(long pid) {
        try {
            return ProcessIdentity.running(pid);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Returns the newest state, from the file or from memory. */
    private RateLimiterState refresh(long now) throws IOException {
        counter.read();
        usedByVersionOne = false;
        RateLimiterState remembered = state;
        if (remembered != null && counter.sequence() <= remembered.sequence() && file.contains(remembered.longs())) {
            return withEnoughSlots(remembered, now);
        }
        Optional<long[]> versionOne = file.readVersionOne();
        if (versionOne.isPresent()) {
            return convert(new VersionOneState(versionOne.get(), rateWindow), now);
        }
        Optional<Differences> stored = file.read(remembered == null ? null : remembered.longs());
        if (stored.isEmpty()) {
            return rebuild(0, false, now);
        }
        boolean otherBoot = !RateLimiterState.isSameBoot(stored.get(), process.boot());
        long sequence = otherBoot ? 0 : RateLimiterState.sequence(stored.get());
        if (!otherBoot && canFollow(sequence)) {
            RateLimiterState found = new RateLimiterState(stored.get().apply(), rateWindow);
            // The clock of a process that remembers something has not gone back.
            if (remembered != null || found.isPlausible(now)) {
                found.longs().markSaved();
                return withEnoughSlots(found, now);
            }
        }
        return rebuild(sequence, otherBoot, now);
    }

    private RateLimiterState withEnoughSlots(RateLimiterState found, long now) {
        return found.slots().size() < slots ? found.withSlots(slots, now) : found;
    }

    /** Whether the change with a number can have followed everything that is known. */
    private boolean canFollow(long sequence) {
        RateLimiterState remembered = state;
        return sequence >= counter.sequence() && (remembered == null || sequence > remembered.sequence());
    }

    /**
     * Replaces a file that cannot be used.
     *
     * @param storedSequence the sequence number in the file; 0 if it has none
     * @param otherBoot whether the file is from another boot
     */
    private RateLimiterState rebuild(long storedSequence, boolean otherBoot, long now) {
        RateLimiterState remembered = state;
        RateLimiterState rebuilt =
                remembered == null ? RateLimiterState.create(process.boot(), slots, now, rateWindow) : remembered;
        rebuilt = rebuilt.withSlots(slots, now);
        OptionalLong lostCallsExpireAt = lostCallsExpireAt(storedSequence, otherBoot, now);
        if (lostCallsExpireAt.isPresent()) {
            rebuilt.slots().occupyAll(lostCallsExpireAt.getAsLong(), process());
        }
        rebuilt.setSequence(Math.max(storedSequence, Math.max(counter.sequence(), rebuilt.sequence())));
        return rebuilt;
    }

    /**
     * By when calls have expired that neither the file nor the memory of this process contains; empty if none are lost.
     */
    private OptionalLong lostCallsExpireAt(long storedSequence, boolean otherBoot, long now) {
        RateLimiterState remembered = state;
        // Calls in flight may have been lost, too, and those of a process that was killed arrive late.
        long fullWindow = now + rateWindow.nanosAfterLoss();
        if (remembered == null && !counter.isKnown()) {
            if (otherBoot) {
                return OptionalLong.of(rateWindow.earlierCallsExpireAt(process.boot(), now));
            } else if (created) {
                return OptionalLong.empty();
            }
            log.warn("The rate limiter file {} is damaged: assuming that a full window of calls is used.", path);
            return OptionalLong.of(fullWindow);
        }
        long last = remembered == null ? 0 : remembered.sequence();
        if (remembered != null && counter.sequence() == last && storedSequence < last) {
            log.warn("The rate limiter file {} was changed by another program: written again from memory.", path);
            return OptionalLong.empty();
        }
        log.warn(
                "The rate limiter file {} is damaged, missing or older than the last call: assuming that a full window"
                        + " of calls is used.",
                path);
        boolean allCounted = counter.isKnown() && counter.sequence() >= last;
        return OptionalLong.of(allCounted && fullWindow - counter.busyUntil() > 0 ? counter.busyUntil() : fullWindow);
    }

    /**
     * Takes over the calls in a file of an earlier version. If a process of such a version still runs, the file is left
     * to it, and no call is sent before all of its calls have expired: neither version sees the calls of the other.
     */
    private RateLimiterState convert(VersionOneState old, long now) {
        boolean otherBoot = !old.isSameBoot(process.boot());
        if (otherBoot || !old.isPlausible(now)) {
            return rebuild(0, otherBoot, now);
        }
        RateLimiterState remembered = state;
        boolean fresh = remembered == null || remembered.sequence() == 0;
        if (fresh && !old.isInUse(this::isRunningElsewhere)) {
            RateLimiterState converted =
                    RateLimiterState.create(process.boot(), Math.max(slots, old.slots()), now, rateWindow);
            old.copyTo(converted, now);
            if (counter.isKnown()) {
                converted.setSequence(counter.sequence());
                converted
                        .slots()
                        .occupyAll(Math.min(counter.busyUntil(), now + rateWindow.nanosAfterLoss()), process());
            }
            return converted;
        }
        long busyUntil = old.busyUntil(now);
        if (busyUntil - now <= 0) {
            return rebuild(0, false, now);
        }
        if (!warnedAboutVersionOne) {
            warnedAboutVersionOne = true;
            log.warn(
                    "A process of an earlier version uses the rate limiter file {}: waiting until its calls have expired.",
                    path);
        }
        usedByVersionOne = true;
        RateLimiterState waiting = remembered == null
                ? RateLimiterState.create(process.boot(), slots, now, rateWindow)
                : withEnoughSlots(remembered, now);
        waiting.slots().occupyAll(busyUntil, process());
        return waiting;
    }

    private boolean isRunningElsewhere(long pid) {
        return pid != process.pid() && running(pid).isPresent();
    }

    private void save(RateLimiterState changed) throws IOException {
        StateBuffer longs = changed.longs();
        if (!longs.isChanged() || usedByVersionOne) {
            return;
        }
        changed.setSequence(changed.sequence() + 1);
        file.write(longs);
        counter.write(changed.sequence(), changed.slots().lastFreeAt());
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(path);
                try {
                    file.close();
                    counter.close();
                } catch (IOException e) {
                    throw new UncheckedIOException("the rate limiter file " + path + " cannot be closed", e);
                }
            }
        }
    }
}
