package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.ratelimit.ManualTicker;
import io.contactsync.http.ratelimit.SteppedTicker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CancellationTokenTest {

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofHours(1);

    private final SteppedTicker ticker = new SteppedTicker();

    @Test
    void newTokenAllowsCalls() {
        CancellationToken stop = new CancellationToken();
        assertThat(stop.isStopRequested()).isFalse();
        assertThat(stop.isExpired()).isFalse();
        assertThat(stop.tryTakeCall()).isTrue();
    }

    @Test
    void expiresAfterTheGracePeriodAndRunsTheActions() throws Exception {
        CancellationToken stop = new CancellationToken(ticker);
        CountDownLatch called = new CountDownLatch(1);
        stop.whenExpired(called::countDown);
        stop.requestStop(LONG);
        assertThat(stop.isStopRequested()).isTrue();
        ticker.advance(LONG.toNanos() - 1);
        assertThat(stop.isExpired()).isFalse();

        ticker.advance(1);
        called.await();
        assertThat(stop.isExpired()).isTrue();
    }

    @Test
    void shorterGraceReplacesALongerOne() throws Exception {
        CancellationToken stop = new CancellationToken(ticker);
        CountDownLatch called = new CountDownLatch(1);
        stop.whenExpired(called::countDown);
        stop.requestStop(LONG);
        stop.requestStop(SHORT);
        assertThat(stop.isExpired()).isFalse();
        ticker.advance(SHORT.toNanos());
        called.await();
    }

    @Test
    void longerGraceDoesNotReplaceAShorterOne() throws Exception {
        CancellationToken stop = new CancellationToken(ticker);
        CountDownLatch called = new CountDownLatch(1);
        stop.whenExpired(called::countDown);
        stop.requestStop(SHORT);
        stop.requestStop(LONG);
        ticker.advance(SHORT.toNanos());
        called.await();
    }

    @Test
    void actionRunsAtOnceAfterExpiryAndNeverIfRemoved() throws Exception {
        CancellationToken stop = new CancellationToken();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch withdrawn = new CountDownLatch(1);
        stop.whenExpired(withdrawn::countDown).run();
        stop.whenExpired(called::countDown);
        stop.requestStop(Duration.ZERO);
        called.await();

        CountDownLatch late = new CountDownLatch(1);
        stop.whenExpired(late::countDown);
        assertThat(late.getCount()).isZero();
        assertThat(withdrawn.getCount()).isEqualTo(1);
    }

    @Test
    void sleepsForTheGivenTime() {
        ManualTicker passing = new ManualTicker(7);
        new CancellationToken(passing).sleep(LONG);
        assertThat(passing.nanoTime()).isEqualTo(7 + LONG.toNanos());
    }

    @Test
    void sleepEndsWhenAStopIsRequested() {
        CancellationToken stop = new CancellationToken(ticker);
        Thread asking = new Thread(() -> stop.requestStop(LONG));
        asking.start();
        assertThatThrownBy(() -> stop.sleep(LONG)).isInstanceOf(FatalApiException.Stopped.class);
        assertThat(ticker.nanoTime()).isZero();
    }

    @Test
    void childWithoutBudgetStopsWithItsParent() throws Exception {
        CancellationToken stop = new CancellationToken(ticker);
        CancellationToken before = stop.withoutBudget();
        stop.requestStop(LONG);
        CancellationToken after = stop.withoutBudget();
        assertThat(before.isStopRequested()).isTrue();
        assertThat(after.isStopRequested()).isTrue();
        CountDownLatch called = new CountDownLatch(2);
        before.whenExpired(called::countDown);
        after.whenExpired(called::countDown);
        ticker.advance(LONG.toNanos());
        called.await();
    }

    @Test
    void exhaustedBudgetRequestsAStopWithoutExpiry() {
        CancellationToken stop = new CancellationToken(2);
        assertThat(stop.tryTakeCall()).isTrue();
        assertThat(stop.isStopRequested()).isFalse();
        assertThat(stop.tryTakeCall()).isTrue();
        assertThat(stop.isBudgetExhausted()).isTrue();
        assertThat(stop.isStopRequested()).isTrue();
        assertThat(stop.isExpired()).isFalse();
        assertThat(stop.tryTakeCall()).isFalse();
    }
}
