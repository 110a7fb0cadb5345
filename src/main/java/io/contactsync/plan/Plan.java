package io.contactsync.plan;

import io.contactsync.report.DiffStyle;
import io.contactsync.report.RunResult;
import io.contactsync.report.ValueMasking;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run would do.
 *
 * @param dryRun the result of the dry run
 * @param lookedUp whether contacts without a link were looked up
 * @param channels the plan of each channel, in the job file's order
 * @param changes samples of the changes
 * @param minutes the time that the calls take at the job's rate limit on an idle token
 * @param finishAt when a run that starts now would finish
 * @param notes further hints for the user
 */
public record Plan(
        RunResult dryRun,
        boolean lookedUp,
        Map<String, ChannelPlan> channels,
        List<PlannedChange> changes,
        double minutes,
        Instant finishAt,
        List<String> notes) {
    /**
     * One channel's plan.
     *
     * @param contacts counts by their names in results, {@code toLookUp} last
     * @param reasons the number of contacts that would be written, by reason
     * @param calls the calls that the run needs, by kind
     */
    public record ChannelPlan(
            Map<String, Long> contacts, Map<PlannedChange.Reason, Long> reasons, Map<String, Long> calls) {}

    /** The counts over all channels; each contact read counts once. */
    public Map<String, Long> contacts() {
        Map<String, Long> sums =
                sum(channels.values().stream().map(ChannelPlan::contacts).toList());
        sums.put("read", dryRun.contacts().read());
        return sums;
    }

    /** The number of contacts that would be written, by reason, over all channels; every reason is present. */
    public Map<PlannedChange.Reason, Long> reasons() {
        Map<PlannedChange.Reason, Long> sums = new LinkedHashMap<>();
        for (PlannedChange.Reason reason : PlannedChange.Reason.values()) {
            sums.put(
                    reason,
                    channels.values().stream()
                            .mapToLong(channel -> channel.reasons().getOrDefault(reason, 0L))
                            .sum());
        }
        return sums;
    }

    /** The calls to the target that a run needs, by kind, over all channels. */
    public Map<String, Long> calls() {
        return sum(channels.values().stream().map(ChannelPlan::calls).toList());
    }

    private static Map<String, Long> sum(Collection<Map<String, Long>> channels) {
        Map<String, Long> sums = new LinkedHashMap<>();
        channels.forEach(channel -> channel.forEach((name, count) -> sums.merge(name, count, Long::sum)));
        return sums;
    }

    /**
     * The plan as lines of text.
     *
     * @param jobFile the job file's path, for the suggested commands
     */
    public String toText(String jobFile, ValueMasking masking, DiffStyle style) {
        return PlanText.of(this, jobFile, masking, style);
    }

    /** The plan as one line of JSON. */
    public String toJson(ValueMasking masking) {
        return PlanJson.of(this, masking);
    }

    /** Whether a run would write anything; true also if there are contacts to look up, which may need a write. */
    public boolean hasChanges() {
        Map<String, Long> contacts = contacts();
        return contacts.getOrDefault("created", 0L)
                        + contacts.getOrDefault("updated", 0L)
                        + contacts.getOrDefault("missing", 0L)
                        + contacts.getOrDefault("toLookUp", 0L)
                > 0;
    }
}
