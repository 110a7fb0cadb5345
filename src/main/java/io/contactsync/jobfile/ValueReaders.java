package io.contactsync.jobfile;

import io.contactsync.jobfile.yaml.ScalarReaders;
import io.contactsync.jobfile.yaml.YamlValue;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads durations and thresholds. */
final class ValueReaders {

    private static final int MAX_COUNT = 100_000_000;
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,2}|100)%");

    private ValueReaders() {}

    static Duration duration(YamlValue value) {
        return ScalarReaders.rawText(value)
                .flatMap(DurationParser::parse)
                .orElseThrow(() -> value.expected(DurationParser.ALLOWED));
    }

    static JobFile.Threshold threshold(YamlValue value) {
        String text = ScalarReaders.rawText(value).orElse("");
        if (PERCENTAGE.matcher(text).matches()) {
            return new JobFile.Threshold.Percentage(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
        return new JobFile.Threshold.Count(ScalarReaders.integer(value, 0, MAX_COUNT, "a percentage from 0% to 100%"));
    }
}
