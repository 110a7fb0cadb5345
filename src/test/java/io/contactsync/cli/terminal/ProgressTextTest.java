package io.contactsync.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.report.OutcomeCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTextTest {

    private static final OutcomeCounts COUNTS =
            new OutcomeCounts(117, Map.of(Outcome.CREATED, 110L, Outcome.UPDATED, 5L, Outcome.REJECTED, 2L), 0);

    private static RunProgress.Channel channel(String name, RunProgress.State state) {
        return new RunProgress.Channel(name, 164, Optional.of(200), state);
    }

    private static RunProgress progress(RunProgress.Total total, RunProgress.Channel... channels) {
        return new RunProgress(
                117,
                COUNTS,
                total,
                List.of(channels),
                new RunProgress.State.Normal(),
                Optional.of(Duration.ofSeconds(725)));
    }

    private static final RunProgress USUAL =
            progress(new RunProgress.Total.Known(250), channel("support", new RunProgress.State.Normal()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "130 | 117 of 250 (46 %)  110 created  5 updated  0 unchanged  2 rejected  [########--] 164 of 200 calls per minute  about 12 min left",
                "120 | 117 of 250 (46 %)  110 created  5 updated  0 unchanged  2 rejected  164 of 200 calls per minute  about 12 min left",
                "80  | 117/250  110 new  5 upd  2 rej  164/200/min  ~12 min",
                "40  | 117/250  2 rej  164/200/min  ~12 min",
                "30  | 117/250  2 rej  ~12 min",
                "10  | 117/250  2",
                "1   | 1"
            })
    void usesShorterFormsAndThenTruncatesOnANarrowTerminal(int width, String line) {
        assertThat(ProgressText.of(USUAL, width).plain()).isEqualTo(line);
    }

    @Test
    void lineIsNeverWiderThanTheTerminal() {
        for (int width = 1; width < 200; width++) {
            for (RunProgress.State state : List.of(
                    new RunProgress.State.Normal(),
                    new RunProgress.State.Paused(Duration.ofSeconds(41)),
                    new RunProgress.State.Failing(Duration.ofMinutes(3)))) {
                RunProgress two =
                        progress(new RunProgress.Total.Unknown(), channel("support", state), channel("sales", state));
                assertThat(ProgressText.of(two, width).plain().length()).isLessThanOrEqualTo(width);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 45, 80, 200})
    void coloursDoNotChangeTheText(int width) {
        StyledLine line = ProgressText.of(USUAL, width);

        assertThat(line.ansi().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(line.plain());
        assertThat(line.plain()).doesNotContain("\u001b");
    }

    @Test
    void showsAPauseAtAnyWidth() {
        RunProgress paused = progress(
                new RunProgress.Total.Known(250),
                channel("support", new RunProgress.State.Paused(Duration.ofSeconds(41))));
        RunProgress failing = progress(
                new RunProgress.Total.Known(250),
                channel("support", new RunProgress.State.Failing(Duration.ofMinutes(3))));

        assertThat(ProgressText.of(paused, 120).plain()).contains("paused for 41 s after a 429");
        assertThat(ProgressText.of(paused, 40).plain()).isEqualTo("117/250  2 rej  429: 41 s  ~12 min");
        assertThat(ProgressText.of(failing, 120).plain()).contains("no call has succeeded for 3 min");
        assertThat(ProgressText.of(failing, 40).plain()).contains("down 3 min");
    }

    @Test
    void showsTheSourceOnlyWhilePausedOrFailing() {
        assertThat(ProgressText.of(source(new RunProgress.State.Normal()), 130).plain())
                .doesNotContain("source");
        assertThat(ProgressText.of(source(new RunProgress.State.Paused(Duration.ofSeconds(41))), 160)
                        .plain())
                .contains("164 of 200 calls per minute  source paused for 41 s after a 429  about 12 min left");
        assertThat(ProgressText.inWords(source(new RunProgress.State.Failing(Duration.ofMinutes(3)))))
                .contains("source no call has succeeded for 3 min");
        assertThat(ProgressText.of(source(new RunProgress.State.Failing(Duration.ofMinutes(3))), 50)
                        .plain())
                .isEqualTo("117/250  2 rej  source down 3 min  ~12 min");
    }

    private static RunProgress source(RunProgress.State state) {
        return new RunProgress(
                117,
                COUNTS,
                new RunProgress.Total.Known(250),
                List.of(channel("support", new RunProgress.State.Normal())),
                state,
                Optional.of(Duration.ofSeconds(725)));
    }

    @Test
    void namesChannelsIfThereAreSeveral() {
        RunProgress two = progress(
                new RunProgress.Total.Unknown(),
                channel("support", new RunProgress.State.Normal()),
                channel("sales", new RunProgress.State.Paused(Duration.ofSeconds(41))));

        assertThat(ProgressText.of(two, 80).plain())
                .isEqualTo("117 done  110 new  5 upd  2 rej  support 164/200/min  sales 429: 41 s  ~12 min");
        assertThat(ProgressText.of(USUAL, 120).plain()).doesNotContain("support");
    }

    @Test
    void sumsNormalChannelsOnANarrowTerminal() {
        RunProgress.Channel support = channel("support", new RunProgress.State.Normal());
        RunProgress.Channel sales = channel("sales", new RunProgress.State.Normal());
        RunProgress.Channel third = channel("third", new RunProgress.State.Paused(Duration.ofSeconds(41)));

        assertThat(ProgressText.of(progress(new RunProgress.Total.Unknown(), support, sales), 45)
                        .plain())
                .isEqualTo("117 done  2 rej  all 328/400/min  ~12 min");
        assertThat(ProgressText.of(progress(new RunProgress.Total.Unknown(), support, sales, third), 60)
                        .plain())
                .isEqualTo("117 done  2 rej  all 328/400/min  third 429: 41 s  ~12 min");
    }

    @Test
    void showsNoTotalIfItIsUnknownOrExceeded() {
        RunProgress unknown = new RunProgress(
                117,
                COUNTS,
                new RunProgress.Total.Unknown(),
                List.of(),
                new RunProgress.State.Normal(),
                Optional.empty());
        RunProgress estimated = new RunProgress(
                117,
                COUNTS,
                new RunProgress.Total.Estimated(240),
                List.of(),
                new RunProgress.State.Normal(),
                Optional.empty());
        RunProgress exceeded = new RunProgress(
                117,
                COUNTS,
                new RunProgress.Total.Estimated(100),
                List.of(),
                new RunProgress.State.Normal(),
                Optional.empty());

        assertThat(ProgressText.inWords(unknown)).startsWith("117 done  ").doesNotContain("left");
        assertThat(ProgressText.inWords(estimated)).startsWith("117 of about 240  ");
        assertThat(ProgressText.inWords(exceeded)).startsWith("117 done  ");
    }

    @Test
    void showsNoBarForAnUnlimitedChannel() {
        RunProgress.Channel unlimited =
                new RunProgress.Channel("support", 4_100, Optional.empty(), new RunProgress.State.Normal());

        assertThat(ProgressText.of(progress(new RunProgress.Total.Known(0), unlimited), 200)
                        .plain())
                .contains("4100 calls in the last minute")
                .doesNotContain("[");
    }
}
