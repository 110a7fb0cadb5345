package io.contactsync.http;

import static io.contactsync.http.ClientFixture.json;
import static io.contactsync.http.ClientFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ratelimit.ManualTicker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The result of a call for each kind of response. */
class ApiClientTest {

    @Test
    void sendsASuccessfulCallOnceWithItsHeaders() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            assertThat(api.client.send(api.update()))
                    .isInstanceOfSatisfying(
                            ApiResult.Ok.class,
                            ok -> assertThat(ok.body().at("/data/id").asString())
                                    .isEqualTo("1"));

            RecordedRequest request = api.server.takeRequest(1, TimeUnit.MINUTES);
            assertThat(request.getRequestLine()).isEqualTo("PUT /api/v1/contact HTTP/1.1");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + ClientFixture.TOKEN);
            assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
            assertThat(request.getHeaders().values("Content-Type")).containsExactly("application/json");
            assertThat(request.getHeaders().get("User-Agent")).isEqualTo("contact-sync");
            assertThat(api.counts.byKind()).containsEntry("update", 1L).containsEntry("lookup", 0L);
        }
    }

    @Test
    void sendsTheBodyOfADelete() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.client.send(api.call("update", "DELETE", "{\"tags\":[\"Blog\"]}", RetrySafety.IDEMPOTENT));
            RecordedRequest request = api.server.takeRequest(1, TimeUnit.MINUTES);
            assertThat(request.getMethod()).isEqualTo("DELETE");
            assertThat(request.getBody()).isNotNull();
            assertThat(request.getBody().utf8()).isEqualTo("{\"tags\":[\"Blog\"]}");
        }
    }

    @Test
    void serverErrorAmongSuccessesIsRetried() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(json(200, "{}"), status(500));
            api.client.send(api.lookup());
            assertThat(api.client.send(api.update())).isInstanceOf(ApiResult.Ok.class);
            assertThat(api.counts.of("update")).isEqualTo(2);
            assertThat(api.counts.retries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 410, 413, 422})
    void permanentErrorIsRefusedWithTheServersMessage(int status) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(status(status));
            assertThat(api.client.send(api.create())).isEqualTo(new ApiResult.Refused(status, "says " + status, 1));
            assertThat(api.counts.total()).isEqualTo(1);
        }
    }

    @Test
    void refusalMessageIsCutAfterTheTokenIsRemoved() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            String message = "y".repeat(490) + ClientFixture.TOKEN + "z".repeat(900);
            api.enqueue(json(403, "{\"message\":\"" + message + "\"}"), json(422, "[]"));
            ApiResult.Refused refused = (ApiResult.Refused) api.client.send(api.update());
            // The caller removes the contact's values and cuts the message after that.
            assertThat(refused.message()).isEqualTo("y".repeat(490) + "[token]" + "z".repeat(900));
            assertThat(refused.shortMessage()).isEqualTo("y".repeat(490) + "[token]zzz");
            assertThat(new ApiResult.Refused(403, "y".repeat(496) + "[token]", 1).shortMessage())
                    .isEqualTo("y".repeat(496));
            assertThat(api.client.send(api.update()))
                    .isEqualTo(new ApiResult.Refused(422, "HTTP 422 without a readable message", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 408, 449, 500, 502, 503, 504})
    void createThatMayBeProcessedIsInDoubtAndNotRetried(int status) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(json(200, "{}"), status(status));
            api.client.send(api.lookup());
            assertThat(api.client.send(api.create())).isInstanceOf(ApiResult.InDoubt.class);
            assertThat(api.counts.of("create")).isEqualTo(1);
            assertThat(api.server.getRequestCount()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 408, 449, 500, 502, 503, 504})
    void idempotentCallIsRetriedAfterATemporaryError(int status) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(json(200, "{}"), status(status));
            api.client.send(api.lookup());
            assertThat(api.client.send(api.update())).isInstanceOf(ApiResult.Ok.class);
            assertThat(api.counts.of("update")).isEqualTo(2);
        }
    }

    @Test
    void pausesForAWindowAfter429WithoutCountingAnAttempt() throws Exception {
        ManualTicker ticker = new ManualTicker(0);
        try (ClientFixture api = new ClientFixture(ticker)) {
            api.enqueue(status(429), status(429), status(429), status(429));
            assertThat(api.client.send(api.create())).isInstanceOf(ApiResult.Ok.class);
            assertThat(ticker.nanoTime()).isEqualTo(TimeUnit.MINUTES.toNanos(4));
            assertThat(api.counts.throttled()).isEqualTo(4);
            assertThat(api.counts.retries()).isZero();
            assertThat(api.counts.of("create")).isEqualTo(5);
        }
    }

    @Test
    void tokenIsSentToItsOwnServerOnly() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            for (String url : new String[] {
                "http://other.test/api/v1/contact",
                "http://127.0.0.1:1/api/v1/contact",
                api.client.baseUrl().newBuilder().scheme("https").build().toString()
            }) {
                ApiRequest elsewhere = new ApiRequest("lookup", "GET", HttpUrl.get(url), null, RetrySafety.IDEMPOTENT);
                assertThatThrownBy(() -> api.client.send(elsewhere))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("HeyX channel support: the token may only be sent to its own server");
            }
            assertThat(api.server.getRequestCount()).isZero();
        }
    }

    @Test
    void textFormsContainNeitherTokenNorBody() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.enqueue(json(200, "{\"phone\":\"+15551234567\"}"));
            ApiResult reply = api.client.send(api.create());
            assertThat(api.create() + " " + reply + " " + api.options + " " + api.client.metrics())
                    .doesNotContain(ClientFixture.TOKEN)
                    .doesNotContain("5551234567");
        }
    }

    @Test
    void metricsCountTheCallsSent() throws Exception {
        ManualTicker ticker = new ManualTicker(0);
        try (ClientFixture api = new ClientFixture(ticker)) {
            api.server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    ticker.advance(TimeUnit.MILLISECONDS.toNanos(30));
                    return json(200, "{}");
                }
            });
            api.client.send(api.lookup());
            ClientMetrics metrics = api.client.metrics();
            assertThat(metrics.callsLastMinute()).isEqualTo(1);
            assertThat(metrics.latency().count()).isEqualTo(1);
            assertThat(metrics.latency().max()).isBetween(Duration.ofMillis(29), Duration.ofMillis(31));
            assertThat(metrics.currentLimit()).isEmpty();
            assertThat(metrics.callsOverTime().calls()).contains(1L);
            assertThat(metrics.callsInFlight()).isZero();
        }
    }
}
