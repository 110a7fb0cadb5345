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
        assertThat(stop.requested()).isFalse();
        assertThat(stop.expired()).isFalse();
        assertThat(stop.takeCall()).isTrue();
    }

    @Test
    void expiresWhenTheGraceIsOverAndTellsThoseWhoWantToKnow() throws Exception {
        StopSignal stop = new StopSignal();
        CountDownLatch told = new CountDownLatch(1);
        stop.whenExpired(told::countDown);
        stop.request(LONG);
        assertThat(stop.requested()).isTrue();
        assertThat(stop.expired()).isFalse();

        stop.request(Duration.ofMillis(10)); // whoever asks twice is in a hurry
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stop.expired()).isTrue();
    }

    @Test
    void aLongerGraceDoesNotReplaceAShorterOne() throws Exception {
        StopSignal stop = new StopSignal();
        CountDownLatch told = new CountDownLatch(1);
        stop.whenExpired(told::countDown);
        stop.request(Duration.ofMillis(20));
        stop.request(LONG);
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoComesTooLateIsToldAtOnceAndWhoLeftIsNot() throws Exception {
        StopSignal stop = new StopSignal();
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        stop.whenExpired(left::countDown).run();
        stop.whenExpired(told::countDown);
        stop.request(Duration.ZERO);
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();

        CountDownLatch late = new CountDownLatch(1);
        stop.whenExpired(late::countDown);
        assertThat(late.getCount()).isZero();
        assertThat(left.getCount()).isEqualTo(1);
    }

    @Test
    void aSpentBudgetAsksToStopWithoutEndingWhatIsOnTheWire() {
        StopSignal stop = new StopSignal(2);
        assertThat(stop.takeCall()).isTrue();
        assertThat(stop.requested()).isFalse();
        assertThat(stop.takeCall()).isTrue();
        assertThat(stop.spent()).isTrue();
        assertThat(stop.requested()).isTrue();
        assertThat(stop.expired()).isFalse();
        assertThat(stop.takeCall()).isFalse();
    }
}
