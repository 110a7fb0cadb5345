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

    private void look(int second, Progress.State state) {
        log.look(NOON.plusSeconds(second), List.of(new Progress.Channel("support", 0, Optional.of(200), state)));
    }

    @Test
    void looksInOnePauseAreOnePause() {
        look(0, new Progress.State.Going());
        look(1, new Progress.State.Paused(Duration.ofSeconds(60)));
        look(2, new Progress.State.Paused(Duration.ofSeconds(59)));
        look(61, new Progress.State.Going());

        assertThat(log.of("support", NOON.plusSeconds(90)))
                .containsExactly(
                        new Pause(NOON.plusSeconds(1), NOON.plusSeconds(61), "paused after a 429, too many requests"));
    }

    @Test
    void outageBeganBeforeItWasSeen() {
        look(8, new Progress.State.Troubled(Duration.ofSeconds(6)));
        look(9, new Progress.State.Troubled(Duration.ofSeconds(7)));

        assertThat(log.of("support", NOON.plusSeconds(30)))
                .containsExactly(new Pause(NOON.plusSeconds(2), NOON.plusSeconds(30), "no call succeeded"));
    }

    @Test
    void channelThatWentItsWayHasNone() {
        look(0, new Progress.State.Going());

        assertThat(log.of("support", NOON)).isEmpty();
        assertThat(log.of("sales", NOON)).isEmpty();
    }
}
