package io.contactsync.claim;

import java.nio.LongBuffer;
import java.util.function.LongPredicate;

/**
 * The claims of one channel in an array of longs: a header, the generation of each holder, and a hash table of match
 * values. Knows nothing of files and locks. A process may be killed between any two writes: an entry becomes valid with
 * its last write, that of its phase or its time.
 *
 * <p>A holder is one open job; its number contains its slot and the slot's generation, so that a later holder of the
 * same slot is another one. The table keeps the last creates as long as there is room. A create that made room for
 * others is remembered as the time up to which creates may be missing.
 */
final class ClaimTable {

    /** What a holder does with a value. */
    enum Phase {
        /** Nothing. */
        FREE(0),
        /** It looks the value up. */
        CLAIMED(1),
        /** It may have sent a create. */
        CREATING(2);

        private final long number;

        Phase(long number) {
            this.number = number;
        }
    }

    /** The number of jobs that can have the channel open at the same time. */
    static final int HOLDERS = 256;

    /** The holder of a create that its process has given up; it never runs. */
    static final long NO_HOLDER = 0;

    static final int BUCKETS = 512;
    static final int WAYS = 8;

    private static final long MAGIC = 0x6373_636c_6169_6d31L;
    private static final int EVICTED_NANOS = 1;
    private static final int EVICTED_JOB = 2;
    private static final int GENERATIONS = 16;
    private static final int ENTRIES = GENERATIONS + HOLDERS;

    /** An entry: the key, the holder, its phase, the job of the last create, and the time of the last create. */
    private static final int HOLDER = 1;

    private static final int PHASE = 2;
    private static final int CREATED_JOB = 3;
    private static final int CREATED_NANOS = 4;
    private static final int ENTRY_LONGS = 5;

    /** The job of creates of several jobs. */
    private static final long SEVERAL_JOBS = -1;

    /** The size of the table in bytes. */
    static final int BYTES = Long.BYTES * (ENTRIES + BUCKETS * WAYS * ENTRY_LONGS);

    private final LongBuffer longs;

    ClaimTable(LongBuffer longs) {
        this.longs = longs;
    }

    /** Returns whether the array contains a table. */
    boolean isFormatted() {
        return longs.get(0) == MAGIC;
    }

    /** Empties the table. */
    void format() {
        longs.put(0, 0);
        for (int at = 1; at < longs.capacity(); at++) {
            longs.put(at, 0);
        }
        longs.put(0, MAGIC);
    }

    /** Records that creates of any job up to a time may be missing. */
    void forgetCreatesUntil(long nanos) {
        longs.put(EVICTED_JOB, SEVERAL_JOBS);
        longs.put(EVICTED_NANOS, nanos);
    }

    /** Starts a new generation of a slot and returns its holder. */
    long newHolder(int slot) {
        long generation = (longs.get(GENERATIONS + slot) + 1) & (Long.MAX_VALUE >>> 16);
        longs.put(GENERATIONS + slot, Math.max(1, generation));
        return Math.max(1, generation) * HOLDERS + slot;
    }

    /** The slot of a holder. */
    static int slot(long holder) {
        return (int) Math.floorMod(holder, (long) HOLDERS);
    }

    /** Returns whether a holder is the latest one of its slot. An earlier one has ended. */
    boolean isLatest(long holder) {
        return holder != NO_HOLDER && longs.get(GENERATIONS + slot(holder)) == Math.floorDiv(holder, HOLDERS);
    }

    /** Returns the entry of a value, or -1 if there is none. */
    int find(long key) {
        int first = firstEntry(key);
        for (int entry = first; entry < first + WAYS * ENTRY_LONGS; entry += ENTRY_LONGS) {
            if (longs.get(entry) == key && isUsed(entry)) {
                return entry;
            }
        }
        return -1;
    }

    private static int firstEntry(long key) {
        return ENTRIES + (int) Math.floorMod(key ^ (key >>> 32), (long) BUCKETS) * WAYS * ENTRY_LONGS;
    }

    private boolean isUsed(int entry) {
        return longs.get(entry + PHASE) != 0 || longs.get(entry + CREATED_NANOS) != 0;
    }

    /** What a value is used for. A number that the program does not write counts as a create. */
    Phase phase(int entry) {
        long phase = longs.get(entry + PHASE);
        if (phase == Phase.FREE.number) {
            return Phase.FREE;
        }
        return phase == Phase.CLAIMED.number ? Phase.CLAIMED : Phase.CREATING;
    }

    /** The holder of a value whose phase is not {@link Phase#FREE}. */
    long holder(int entry) {
        return longs.get(entry + HOLDER);
    }

    /** Sets the holder and the phase of a value. */
    void hold(int entry, long holder, Phase phase) {
        longs.put(entry + HOLDER, holder);
        longs.put(entry + PHASE, phase.number);
    }

    /** Records a create. */
    void create(int entry, long job, long now) {
        longs.put(entry + CREATED_JOB, job);
        longs.put(entry + CREATED_NANOS, now == 0 ? 1 : now);
    }

    /**
     * Returns when a contact with a value was last created.
     *
     * @param key the value
     * @param now the current time; a time after it, which is of an earlier boot, counts as now
     * @return nanoseconds, or {@link Long#MIN_VALUE} if no create is known
     */
    long createdAt(long key, long now) {
        int entry = find(key);
        return entry < 0 || longs.get(entry + CREATED_NANOS) == 0
                ? Long.MIN_VALUE
                : notAfter(now, entry + CREATED_NANOS);
    }

    /**
     * Returns when another job last created, or may have created, a contact with a value.
     *
     * @param job the job whose own creates do not count
     * @return as {@link #createdAt}
     */
    long createdByOtherAt(long key, long job, long now) {
        int entry = find(key);
        if (entry >= 0 && longs.get(entry + CREATED_NANOS) != 0) {
            return longs.get(entry + CREATED_JOB) == job ? Long.MIN_VALUE : notAfter(now, entry + CREATED_NANOS);
        }
        return longs.get(EVICTED_NANOS) == 0 || longs.get(EVICTED_JOB) == job
                ? Long.MIN_VALUE
                : notAfter(now, EVICTED_NANOS);
    }

    private long notAfter(long now, int at) {
        if (longs.get(at) - now > 0) {
            longs.put(at, now == 0 ? 1 : now);
        }
        return longs.get(at);
    }

    /**
     * Returns the entry of a value; adds it if there is none.
     *
     * @return the entry, or -1 if the other values of its bucket are all held
     */
    int findOrAdd(long key, long now) {
        int present = find(key);
        if (present >= 0) {
            return present;
        }
        int entry = evictable(key, now);
        if (entry >= 0) {
            if (isUsed(entry)) {
                evict(entry, now);
            }
            longs.put(entry, key);
        }
        return entry;
    }

    /** An unused entry, else one that is not held, preferably the one with the earliest create; -1 if there is none. */
    private int evictable(long key, long now) {
        int first = firstEntry(key);
        int best = -1;
        long bestAge = Long.MIN_VALUE;
        for (int entry = first; entry < first + WAYS * ENTRY_LONGS; entry += ENTRY_LONGS) {
            if (!isUsed(entry)) {
                return entry;
            }
            boolean isFree = phase(entry) == Phase.FREE;
            if (isFree || holder(entry) == NO_HOLDER) {
                long age = isFree ? now - notAfter(now, entry + CREATED_NANOS) : -1;
                if (age > bestAge) {
                    best = entry;
                    bestAge = age;
                }
            }
        }
        return best;
    }

    private void evict(int entry, long now) {
        boolean inDoubt = phase(entry) != Phase.FREE;
        long job = inDoubt ? SEVERAL_JOBS : longs.get(entry + CREATED_JOB);
        long nanos = inDoubt ? now : longs.get(entry + CREATED_NANOS);
        boolean isFirst = longs.get(EVICTED_NANOS) == 0;
        longs.put(EVICTED_JOB, isFirst || longs.get(EVICTED_JOB) == job ? job : SEVERAL_JOBS);
        if (isFirst || nanos - longs.get(EVICTED_NANOS) > 0) {
            longs.put(EVICTED_NANOS, nanos == 0 ? 1 : nanos);
        }
        longs.put(entry + PHASE, 0);
        longs.put(entry + CREATED_NANOS, 0);
        longs.put(entry + CREATED_JOB, 0);
        longs.put(entry + HOLDER, NO_HOLDER);
    }

    /** Releases what dead holders have: values that they looked up are free, those of their creates are in doubt. */
    void releaseDead(LongPredicate isDead) {
        for (int entry = ENTRIES; entry < ENTRIES + BUCKETS * WAYS * ENTRY_LONGS; entry += ENTRY_LONGS) {
            Phase phase = phase(entry);
            if (phase != Phase.FREE && isDead.test(holder(entry))) {
                hold(entry, NO_HOLDER, phase == Phase.CLAIMED ? Phase.FREE : Phase.CREATING);
            }
        }
    }
}
