package io.contactsync.job.plan;

import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.TargetSettings;
import java.util.Map;
import java.util.OptionalInt;

/** How long calls take at a job's pace, on tokens that have been idle for a minute. */
final class Minutes {
    private Minutes() {}

    /**
     * The time that a run takes.
     *
     * @param file the job
     * @param target calls to the target by channel
     * @param source calls to the source
     * @return minutes of the slowest channel, or of the source
     */
    static double of(JobFile file, Map<String, Long> target, long source) {
        double most = minutes(source, sourceRate(file.source()));
        for (Map.Entry<String, Long> channel : target.entrySet()) {
            most = Math.max(most, minutes(channel.getValue(), rate(file.target(), channel.getKey())));
        }
        return most;
    }

    /** 200 calls at 200 a minute go out at once; the next one waits a minute. */
    static double minutes(long calls, OptionalInt perMinute) {
        return calls == 0 || perMinute.isEmpty() ? 0 : Math.floorDiv(calls - 1, perMinute.getAsInt());
    }

    private static OptionalInt sourceRate(SourceSettings source) {
        if (source instanceof SourceSettings.Digivault digivault) {
            return digivault.callsPerMinute();
        }
        return source instanceof SourceSettings.Heyx heyx ? heyx.callsPerMinute() : OptionalInt.empty();
    }

    private static OptionalInt rate(TargetSettings target, String channel) {
        if (target instanceof TargetSettings.Heyx heyx) {
            return heyx.channels().stream()
                    .filter(one ->
                            one.name().equals(channel) && one.callsPerMinute().isPresent())
                    .mapToInt(one -> Math.max(1, one.callsPerMinute().getAsInt() - one.reserve()))
                    .findFirst();
        }
        return target instanceof TargetSettings.Digivault digivault ? digivault.callsPerMinute() : OptionalInt.empty();
    }
}
