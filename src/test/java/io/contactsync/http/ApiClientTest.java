package io.contactsync.http;

import static io.contactsync.http.ClientFixture.json;
import static io.contactsync.http.ClientFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    @Test
    void anAnsweredCallIsSentOnceWithItsHeaders() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            assertThat(api.client.send(api.update()))
                    .isInstanceOfSatisfying(
                            Reply.Ok.class,
                            ok -> assertThat(ok.body().at("/data/id").asString())
                                    .isEqualTo("1"));

            RecordedRequest request = api.server.takeRequest(1, TimeUnit.SECONDS);
            assertThat(request.getRequestLine()).isEqualTo("PUT /api/v1/contact HTTP/1.1");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + ClientFixture.TOKEN);
            assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
            assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
            assertThat(request.getHeaders().get("User-Agent")).isEqualTo("contact-sync");
            assertThat(api.counts.byKind()).containsEntry("update", 1L).containsEntry("lookup", 0L);
        }
    }

    @Test
    void aServerErrorAmongSuccessesIsTriedAgainAndGivenUpAfterTheAttempts() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.answers(json(200, "{}"), status(500));
            api.client.send(api.lookup());
            assertThat(api.client.send(api.update())).isInstanceOf(Reply.Ok.class);
            assertThat(api.counts.of("update")).isEqualTo(2);
            assertThat(api.counts.retries()).isEqualTo(1);
        }
    }

    @Test
    void a429PausesForAWindowAndCostsNoAttempt() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.answers(status(429), status(429), status(429), status(429));
            long began = api.ticker.nanoTime();
            assertThat(api.client.send(api.create())).isInstanceOf(Reply.Ok.class);
            assertThat(api.ticker.nanoTime() - began).isGreaterThan(TimeUnit.MINUTES.toNanos(4));
            assertThat(api.counts.throttled()).isEqualTo(4);
            assertThat(api.counts.retries()).isZero();
        }
    }
}
