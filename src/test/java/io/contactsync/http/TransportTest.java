package io.contactsync.http;

import static io.contactsync.http.ClientFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.ApiCall.RetrySafety;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a wire can do to a call. */
class TransportTest {

    private static final String WHOLE = "{\"data\":{\"id\":\"1\"}}";

    /** Answers after which nobody can say what the server did. */
    static List<MockResponse> misfortunes() {
        MockResponse.Builder ok = new MockResponse.Builder().addHeader("Content-Type", "application/json");
        return List.of(
                ok.clone()
                        .body(WHOLE)
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build(),
                ok.clone()
                        .body(WHOLE.repeat(500))
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build(),
                ok.clone()
                        .body(WHOLE)
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build(),
                ok.clone()
                        .body(WHOLE)
                        .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                        .build(),
                new MockResponse.Builder()
                        .addHeader("Content-Type", "text/html; charset=utf-8")
                        .body("<html></html>")
                        .build(),
                ok.clone()
                        .removeHeader("Content-Length")
                        .body("{\"data\":{\"id\":")
                        .build(),
                ok.clone().body("{} and more").build(),
                ok.clone().body("\"text\"").build(),
                ok.clone().body("").build(),
                ok.clone().body("[\"" + "x".repeat(100_001) + "\"]").build(),
                new MockResponse.Builder().status("nonsense").build());
    }

    @ParameterizedTest
    @MethodSource("misfortunes")
    void aCreateArrivesOnceAndIsInDoubt(MockResponse misfortune) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.client.send(api.lookup()); // a connection stands, as in a run
            api.answers(misfortune);
            Reply reply = api.client.send(api.create());
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.InDoubt.class,
                            doubt -> assertThat(doubt.attempts()).isEqualTo(1));
            assertThat(reply.toString())
                    .doesNotContain("nonsense")
                    .doesNotContain("127.0.0.1")
                    .doesNotContain("data");
            assertThat(api.counts.of("create")).isEqualTo(1);
            assertThat(api.answers).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("misfortunes")
    void aLookupIsRepeatedAndSucceeds(MockResponse misfortune) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.client.send(api.lookup());
            api.answers(misfortune);
            assertThat(api.client.send(api.lookup())).isInstanceOf(Reply.Ok.class);
            assertThat(api.counts.of("lookup")).isEqualTo(3);
            assertThat(api.counts.retries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("retryAfterZero")
    void nothingIsRepeatedInSilence(MockResponse answer) throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.client.send(api.lookup());
            api.answers(answer);
            api.client.send(api.lookup());
            assertThat(api.counts.of("lookup"))
                    .isEqualTo(api.server.getRequestCount())
                    .isEqualTo(3);
        }
    }

    static List<MockResponse> retryAfterZero() {
        return List.of(
                new MockResponse.Builder()
                        .code(503)
                        .addHeader("Retry-After", "0")
                        .build(),
                new MockResponse.Builder().code(408).build(),
                new MockResponse.Builder()
                        .code(301)
                        .addHeader("Location", "/elsewhere")
                        .build(),
                new MockResponse.Builder()
                        .code(429)
                        .addHeader("Retry-After", "0")
                        .build());
    }

    @Test
    void nothingListeningMeansNothingSentNorCounted() throws Exception {
        try (ClientFixture api = new ClientFixture(
                options -> options.withRetry(new ApiOptions.RetryOptions(3, Duration.ofSeconds(30))),
                new StopSignal())) {
            api.server.close();
            assertThatThrownBy(() -> api.client.send(api.create()))
                    .isInstanceOf(RunEnded.Outage.class)
                    .hasMessageContaining("no connection");
            assertThat(api.counts.total()).isZero();
            assertThat(api.counts.retries()).isZero();
        }
    }

    @Test
    void emptyAnswersWillDoForWritesThatTellNothing() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            api.answers(new MockResponse.Builder().code(204).build(), json(200, ""));
            for (int i = 0; i < 2; i++) {
                assertThat(api.client.send(api.update()))
                        .isInstanceOfSatisfying(
                                Reply.Ok.class,
                                ok -> assertThat(ok.body().isMissingNode()).isTrue());
            }
        }
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        try (ClientFixture api = new ClientFixture()) {
            for (int i = 0; i < 5; i++) {
                api.client.send(api.update());
            }
            for (int i = 0; i < 5; i++) {
                assertThat(api.server.takeRequest().getConnectionIndex()).isZero();
            }
        }
    }

    @Test
    void http2WorksAndARefusedStreamIsNotDoubtful() throws Exception {
        List<Protocol> http2 = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
        try (ClientFixture api = new ClientFixture(UnaryOperator.identity(), new StopSignal(), http2)) {
            api.client.send(api.lookup());
            api.answers(new MockResponse.Builder()
                    .onRequestStart(new SocketEffect.CloseStream(7))
                    .build());
            assertThat(api.client.send(api.create())).isInstanceOf(Reply.Ok.class);
            assertThat(api.client.send(api.call("update", "DELETE", "{\"tags\":[]}", RetrySafety.IDEMPOTENT)))
                    .isInstanceOf(Reply.Ok.class);
            assertThat(api.server.takeRequest().getRequestLine()).endsWith("HTTP/2");
        }
    }
}
