package io.contactsync.jobfile;

import io.contactsync.jobfile.setting.Threshold;
import io.contactsync.jobfile.yaml.Types;
import io.contactsync.jobfile.yaml.Value;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads durations and thresholds. */
final class Terms {

    private static final int MAX_COUNT = 100_000_000;
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,2}|100)%");

    private Terms() {}

    static Duration duration(Value value) {
        return Types.written(value).flatMap(Durations::parse).orElseThrow(() -> value.not(Durations.ALLOWED));
    }

    static Threshold threshold(Value value) {
        String text = Types.written(value).orElse("");
        if (PERCENTAGE.matcher(text).matches()) {
            return new Threshold.Percentage(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        return new Threshold.Count(Types.whole(value, 0, MAX_COUNT, "a percentage from 0% to 100%"));
    }
}
