package io.contactsync.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.ratelimit.Slots.Sender;
import org.junit.jupiter.api.Test;

class TicketQueueTest {

    private static final long NOW = 1_000;
    private static final long SOON = NOW + 100;

    private final TicketQueue tickets = new TicketQueue(StateBuffer.allocate(TicketQueue.LONGS));

    private void enter(long client) {
        tickets.renew(client, new Sender(client, 60), NOW, SOON, NOW);
    }

    @Test
    void clientsWaitInTheOrderOfArrival() {
        enter(1);
        enter(2);
        enter(3);
        enter(1);
        assertThat(tickets.ahead(1, NOW)).isZero();
        assertThat(tickets.ahead(2, NOW)).isEqualTo(1);
        assertThat(tickets.ahead(3, NOW)).isEqualTo(2);
    }

    @Test
    void clientWithoutATicketComesLast() {
        enter(1);
        enter(2);
        assertThat(tickets.ahead(3, NOW)).isEqualTo(2);
    }

    @Test
    void clientThatHadItsTurnGoesToTheEnd() {
        enter(1);
        enter(2);
        tickets.remove(1);
        enter(1);
        assertThat(tickets.ahead(2, NOW)).isZero();
        assertThat(tickets.ahead(1, NOW)).isEqualTo(1);
    }

    @Test
    void clientAtItsOwnLimitKeepsItsPlaceButHoldsUpNoOther() {
        tickets.renew(1, new Sender(1, 60), NOW + 50, SOON, NOW);
        enter(2);
        assertThat(tickets.ahead(2, NOW)).isZero();
        assertThat(tickets.ahead(2, NOW + 50)).isEqualTo(1);
    }

    @Test
    void clientThatDoesNotAskIsPassedOverAndKeepsItsPlace() {
        enter(1);
        tickets.renew(2, new Sender(2, 60), NOW, SOON + 1_000, NOW);
        assertThat(tickets.ahead(2, SOON)).isEqualTo(1);
        assertThat(tickets.ahead(2, SOON + 1)).isZero();
        tickets.renew(1, new Sender(1, 60), NOW, SOON + 1_000, SOON + 2);
        assertThat(tickets.ahead(2, SOON + 2)).isEqualTo(1);
    }

    @Test
    void countsThoseAheadThatShareALimit() {
        Sender run = new Sender(7, 60);
        tickets.renew(1, run, NOW, SOON, NOW);
        tickets.renew(2, new Sender(7, 200), NOW, SOON, NOW);
        tickets.renew(3, new Sender(8, 60), NOW, SOON, NOW);
        tickets.renew(4, run, NOW, SOON, NOW);
        assertThat(tickets.ahead(4, NOW, run)).isEqualTo(1);
        assertThat(tickets.ahead(4, NOW)).isEqualTo(3);
    }

    @Test
    void largestLimitIsThatOfTheClientsThatWait() {
        assertThat(tickets.largestLimit(NOW)).isZero();
        enter(1);
        tickets.renew(2, new Sender(2, 200), NOW, SOON - 50, NOW);
        assertThat(tickets.largestLimit(NOW)).isEqualTo(200);
        assertThat(tickets.largestLimit(SOON)).isEqualTo(60);
    }

    @Test
    void moreClientsThanTicketsComeLastUntilOneIsOverdue() {
        for (long client = 1; client <= 40; client++) {
            enter(client);
        }
        assertThat(tickets.ahead(40, NOW)).isEqualTo(tickets.ahead(39, NOW)).isEqualTo(32);
        tickets.renew(40, new Sender(40, 60), NOW, SOON + 1_000, SOON + 1);
        assertThat(tickets.ahead(40, SOON + 1)).isZero();
        assertThat(tickets.ahead(39, SOON + 1)).isEqualTo(1);
    }
}
