package io.contactsync.plan;

import io.contactsync.connector.TargetSettings;
import io.contactsync.jobfile.JobFile;
import java.util.Map;
import java.util.OptionalInt;

/** Estimates how long calls take at a job's rate limits, if its tokens have been idle for a minute. */
final class DurationEstimator {
    private DurationEstimator() {}

    /**
     * The minutes that a run takes: those of the slowest channel or of the source.
     *
     * @param target calls to the target by channel
     * @param source calls to the source
     */
    static double estimateMinutes(JobFile file, Map<String, Long> target, long source) {
        double longest = minutes(source, file.source().callsPerMinute());
        for (Map.Entry<String, Long> channel : target.entrySet()) {
            longest = Math.max(longest, minutes(channel.getValue(), rate(file.target(), channel.getKey())));
        }
        return longest;
    }

    /** At 200 calls per minute, 200 calls are sent at once; the next one waits a minute. */
    static double minutes(long calls, OptionalInt perMinute) {
        return calls == 0 || perMinute.isEmpty() ? 0 : Math.floorDiv(calls - 1, perMinute.getAsInt());
    }

    private static OptionalInt rate(TargetSettings target, String channel) {
        return target.targetChannels().stream()
                .filter(one -> one.name().equals(channel))
                .findFirst()
                .map(TargetSettings.Channel::callsPerMinute)
                .orElse(OptionalInt.empty());
    }
}
