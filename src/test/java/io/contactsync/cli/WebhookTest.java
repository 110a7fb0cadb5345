package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WebhookTest {

    private final MockWebServer server = new MockWebServer();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void start() throws IOException {
        server.start();
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        server.close();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Webhook.class);
    }

    private boolean post() {
        return post(Duration.ofMinutes(2));
    }

    private boolean post(Duration timeout) {
        URI address = URI.create(server.url("/hooks/5ecret?key=5ecret").toString());
        return new Webhook(address, timeout, Duration.ofMillis(1)).post("{\"run\":12}");
    }

    private void answers(int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse.Builder().code(status).build());
        }
    }

    @Test
    void postsTheNotification() throws InterruptedException {
        answers(204);

        assertThat(post()).isTrue();

        var request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getBody().utf8()).isEqualTo("{\"run\":12}");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(log.list).isEmpty();
    }

    @Test
    void retriesServerErrorsAndThenWarnsWithoutTheUrl() {
        answers(503, 200);
        assertThat(post()).isTrue();

        answers(500, 429, 503, 200);
        assertThat(post()).isFalse();

        assertThat(server.getRequestCount()).isEqualTo(2 + 3);
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel().toString()).isEqualTo("WARN");
            assertThat(line.getFormattedMessage()).contains("HTTP 503").doesNotContain("5ecret");
        });
    }

    @Test
    void neitherRetriesARefusalNorFollowsARedirect() {
        answers(403);
        assertThat(post()).isFalse();
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", "/elsewhere")
                .build());
        assertThat(post()).isFalse();

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void givesUpIfTheServerDoesNotRespond() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }

        assertThat(post(Duration.ofMillis(500))).isFalse();

        // The server may read a request later than its sender gives up.
        for (int i = 0; i < 3; i++) {
            assertThat(server.takeRequest(1, TimeUnit.MINUTES)).isNotNull();
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).doesNotContain("5ecret"));
    }
}
