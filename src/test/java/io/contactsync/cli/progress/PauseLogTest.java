package io.contactsync.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.report.html.Trace.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PauseLogTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final PauseLog log = new PauseLog();

    private void addSample(int second, Progress.State state) {
        log.add(NOON.plusSeconds(second), List.of(new Progress.Channel("support", 0, Optional.of(200), state)));
    }

    @Test
    void consecutivePausedSamplesAreOnePause() {
        addSample(0, new Progress.State.Normal());
        addSample(1, new Progress.State.Paused(Duration.ofSeconds(60)));
        addSample(2, new Progress.State.Paused(Duration.ofSeconds(59)));
        addSample(61, new Progress.State.Normal());

        assertThat(log.pauses("support", NOON.plusSeconds(90)))
                .containsExactly(
                        new Pause(NOON.plusSeconds(1), NOON.plusSeconds(61), "paused after a 429, too many requests"));
    }

    @Test
    void outageStartsBeforeItsFirstSample() {
        addSample(8, new Progress.State.Failing(Duration.ofSeconds(6)));
        addSample(9, new Progress.State.Failing(Duration.ofSeconds(7)));

        assertThat(log.pauses("support", NOON.plusSeconds(30)))
                .containsExactly(new Pause(NOON.plusSeconds(2), NOON.plusSeconds(30), "no call succeeded"));
    }

    @Test
    void channelInNormalStateHasNoPauses() {
        addSample(0, new Progress.State.Normal());

        assertThat(log.pauses("support", NOON)).isEmpty();
        assertThat(log.pauses("sales", NOON)).isEmpty();
    }
}
