package io.contactsync.report;

import io.contactsync.contact.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The number of contacts by outcome.
 *
 * @param read contacts read from the source
 * @param outcomes contacts by outcome; an absent outcome stands for 0
 * @param missing contacts that are gone from the source and were handled; not part of the balance
 */
public record OutcomeCounts(long read, Map<Outcome, Long> outcomes, long missing) {

    /** Takes an unmodifiable copy. */
    public OutcomeCounts {
        outcomes = Map.copyOf(outcomes);
    }

    /** The number of contacts with an outcome. */
    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Whether the five outcomes add up to {@code read}. */
    public boolean isBalanced() {
        return read == outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The sum over several channels.
     *
     * @return the sums; {@code read} is the maximum, because each channel reads the same contacts
     */
    public static OutcomeCounts sum(Collection<OutcomeCounts> channels) {
        Map<Outcome, Long> outcomes = new java.util.EnumMap<>(Outcome.class);
        channels.forEach(one -> one.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum)));
        long read = channels.stream().mapToLong(OutcomeCounts::read).max().orElse(0);
        return new OutcomeCounts(
                read,
                outcomes,
                channels.stream().mapToLong(OutcomeCounts::missing).sum());
    }

    /** The counts by their names in results: read, the five outcomes and missing, in this order. */
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
