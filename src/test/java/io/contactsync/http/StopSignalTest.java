package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void nothingIsAskedAtFirst() {
        StopSignal stop = new StopSignal();
        assertThat(stop.isStopRequested()).isFalse();
        assertThat(stop.isExpired()).isFalse();
        assertThat(stop.tryTakeCall()).isTrue();
    }

    @Test
    void expiresWhenTheGraceIsOverAndTellsThoseWhoWantToKnow() throws Exception {
        StopSignal stop = new StopSignal();
        CountDownLatch told = new CountDownLatch(1);
        stop.whenExpired(told::countDown);
        stop.requestStop(LONG);
        assertThat(stop.isStopRequested()).isTrue();
        assertThat(stop.isExpired()).isFalse();

        stop.requestStop(Duration.ofMillis(10)); // whoever asks twice is in a hurry
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stop.isExpired()).isTrue();
    }

    @Test
    void aLongerGraceDoesNotReplaceAShorterOne() throws Exception {
        StopSignal stop = new StopSignal();
        CountDownLatch told = new CountDownLatch(1);
        stop.whenExpired(told::countDown);
        stop.requestStop(Duration.ofMillis(20));
        stop.requestStop(LONG);
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoComesTooLateIsToldAtOnceAndWhoLeftIsNot() throws Exception {
        StopSignal stop = new StopSignal();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        stop.whenExpired(left::countDown).run();
        stop.whenExpired(told::countDown);
        stop.requestStop(Duration.ZERO);
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();

        CountDownLatch late = new CountDownLatch(1);
        stop.whenExpired(late::countDown);
        assertThat(late.getCount()).isZero();
        assertThat(left.getCount()).isEqualTo(1);
    }

    @Test
    void aSpentBudgetAsksToStopWithoutEndingWhatIsOnTheWire() {
        StopSignal stop = new StopSignal(2);
        assertThat(stop.tryTakeCall()).isTrue();
        assertThat(stop.isStopRequested()).isFalse();
        assertThat(stop.tryTakeCall()).isTrue();
        assertThat(stop.isBudgetExhausted()).isTrue();
        assertThat(stop.isStopRequested()).isTrue();
        assertThat(stop.isExpired()).isFalse();
        assertThat(stop.tryTakeCall()).isFalse();
    }
}
