package io.contactsync.plan;

import io.contactsync.connector.TargetSettings;
import io.contactsync.jobfile.JobFile;
import java.util.Map;
import java.util.OptionalInt;

/** How long calls take at a job's rate limits, on tokens that have been idle for a minute. */
final class DurationEstimator {
    private DurationEstimator() {}

    /**
     * The time that a run takes.
     *
     * @param file the job
     * @param target calls to the target by channel
     * @param source calls to the source
     * @return minutes of the slowest channel, or of the source
     */
    static double estimateMinutes(JobFile file, Map<String, Long> target, long source) {
        double most = minutes(source, file.source().callsPerMinute());
        for (Map.Entry<String, Long> channel : target.entrySet()) {
            most = Math.max(most, minutes(channel.getValue(), rate(file.target(), channel.getKey())));
        }
        return most;
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
