package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThresholdTest {

    @Test
    void countIsExceededByOneMoreThanAllowed() {
        JobFile.Threshold five = new JobFile.Threshold.Count(5);

        assertThat(five.isExceededBy(5, 1_000_000)).isFalse();
        assertThat(five.isExceededBy(6, 6)).isTrue();
    }

    @Test
    void percentageIsExceededByTheSmallestExcess() {
        JobFile.Threshold fifth = new JobFile.Threshold.Percentage(20);

        assertThat(fifth.isExceededBy(20, 100)).isFalse();
        assertThat(fifth.isExceededBy(200_001, 1_000_000)).isTrue();
        assertThat(fifth.isExceededBy(0, 0)).isFalse();
        assertThat(new JobFile.Threshold.Percentage(100).isExceededBy(7, 7)).isFalse();
    }
}
