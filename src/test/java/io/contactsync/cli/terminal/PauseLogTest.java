package io.contactsync.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.report.RunReport.ChannelTrace.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PauseLogTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final PauseLog log = new PauseLog();

    private void addSample(int second, RunProgress.State state) {
        log.add(NOON.plusSeconds(second), List.of(new RunProgress.Channel("support", 0, Optional.of(200), state)));
    }

    @Test
    void consecutivePausedSamplesAreOnePause() {
        addSample(0, new RunProgress.State.Normal());
        addSample(1, new RunProgress.State.Paused(Duration.ofSeconds(60)));
        addSample(2, new RunProgress.State.Paused(Duration.ofSeconds(59)));
        addSample(61, new RunProgress.State.Normal());

        assertThat(log.pauses("support", NOON.plusSeconds(90)))
                .containsExactly(
                        new Pause(NOON.plusSeconds(1), NOON.plusSeconds(61), "paused after a 429, too many requests"));
    }

    @Test
    void outageStartsBeforeItsFirstSample() {
        addSample(8, new RunProgress.State.Failing(Duration.ofSeconds(6)));
        addSample(9, new RunProgress.State.Failing(Duration.ofSeconds(7)));

        assertThat(log.pauses("support", NOON.plusSeconds(30)))
                .containsExactly(new Pause(NOON.plusSeconds(2), NOON.plusSeconds(30), "no call succeeded"));
    }

    @Test
    void channelInNormalStateHasNoPauses() {
        addSample(0, new RunProgress.State.Normal());

        assertThat(log.pauses("support", NOON)).isEmpty();
        assertThat(log.pauses("sales", NOON)).isEmpty();
    }
}
