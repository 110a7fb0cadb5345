package io.contactsync.report;

import io.contactsync.contact.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many contacts came to which outcome.
 *
 * @param read contacts read from the source
 * @param outcomes how many of them came to each outcome; an absent one stands for 0
 * @param missing contacts gone from the source and acted on; outside the balance
 */
public record Counts(long read, Map<Outcome, Long> outcomes, long missing) {

    /** Takes an unmodifiable copy. */
    public Counts {
        outcomes = Map.copyOf(outcomes);
    }

    /**
     * The contacts with an outcome.
     *
     * @param outcome the outcome
     * @return how many came to it
     */
    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /**
     * Tells whether every contact that was read has exactly one outcome.
     *
     * @return true when the five outcomes add up to what was read
     */
    public boolean balances() {
        return read == outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The sheet over several channels.
     *
     * @param channels the channels' sheets
     * @return their sums, but for what was read: each channel reads the same contacts, which count once
     */
    public static Counts over(Collection<Counts> channels) {
        Map<Outcome, Long> outcomes = new java.util.EnumMap<>(Outcome.class);
        channels.forEach(one -> one.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum)));
        long read = channels.stream().mapToLong(Counts::read).max().orElse(0);
        return new Counts(
                read, outcomes, channels.stream().mapToLong(Counts::missing).sum());
    }

    /**
     * The sheet by the names that results use.
     *
     * @return read, the five outcomes and missing, in this order
     */
    public Map<String, Long> byName() {
        Map<String, Long> names = new LinkedHashMap<>();
        names.put("read", read);
        for (Outcome outcome : Outcome.values()) {
            names.put(outcome.name().toLowerCase(Locale.ROOT), of(outcome));
        }
        names.put("missing", missing);
        return names;
    }
}
