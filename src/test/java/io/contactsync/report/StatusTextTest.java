package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static RunStatus running(RunStatus.Client... clients) {
        return new RunStatus(
                "nightly",
                3,
                RunStatus.State.RUNNING,
                RunStatus.RunProcess.current(),
                NOON,
                NOON.plusSeconds(60),
                Map.of("read", 10L),
                42,
                List.of(clients),
                OptionalLong.of(40),
                OptionalLong.of(180),
                Map.of(),
                null);
    }

    @Test
    void showsThePauseOrFailureOfEachClient() {
        RunStatus status = running(
                new RunStatus.Client("DigiVault", 100, OptionalLong.of(100), 41, 0),
                new RunStatus.Client("HeyX channel support", 0, OptionalLong.empty(), 0, 180));

        assertThat(StatusText.of(status, "nightly.yaml"))
                .contains("DigiVault 100/100 in the last minute, paused for 41 s after a 429;")
                .contains("HeyX channel support 0 in the last minute, no call has succeeded for 3 min\n");
        assertThat(StatusJson.read(StatusJson.of(status).toString())).contains(status);
    }

    @Test
    void showsOnlyCallsForAClientInNormalState() {
        assertThat(StatusText.of(
                        running(new RunStatus.Client("DigiVault", 3, OptionalLong.of(100), 0, 0)), "nightly.yaml"))
                .contains("DigiVault 3/100 in the last minute\n");
    }
}
