package io.contactsync.cli;

import io.contactsync.support.UnicodeText;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts a notification to a URL that is treated as a secret. It makes up to three attempts within ten seconds, so that
 * a run that was told to stop still ends in time. A notification may be delivered twice; a failure is only a warning.
 */
final class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final int MAX_ATTEMPTS = 3;

    private final URI url;
    private final OkHttpClient client;
    private final Duration delay;

    /**
     * Creates a client for one URL.
     *
     * @param url only its host ever appears in messages
     */
    public Webhook(URI url) {
        this(url, Duration.ofSeconds(3), Duration.ofMillis(300));
    }

    Webhook(URI url, Duration timeout, Duration delay) {
        this.url = url;
        this.delay = delay;
        this.client = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /**
     * Posts a notification.
     *
     * @param body JSON
     * @return whether it was accepted; if not, a warning has been logged
     */
    public boolean post(String body) {
        String error = "";
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Answer answer = attempt(body);
            if (answer.accepted()) {
                return true;
            }
            error = answer.error();
            if (!answer.retryable() || (attempt < MAX_ATTEMPTS && !sleep())) {
                break;
            }
        }
        LOG.warn("notify: the notification could not be sent to {}: {}", url.getHost(), error);
        return false;
    }

    private record Answer(boolean accepted, boolean retryable, String error) {}

    private Answer attempt(String body) {
        Request request = new Request.Builder()
                .url(Objects.requireNonNull(HttpUrl.get(url), "the job file reader validates the URL"))
                .post(RequestBody.create(UnicodeText.wellFormed(body), JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            boolean retryable = response.code() == 429 || response.code() >= 500;
            return new Answer(response.isSuccessful(), retryable, "HTTP " + response.code());
        } catch (IOException e) {
            // The class name only: the message may contain the URL.
            return new Answer(false, true, e.getClass().getSimpleName());
        }
    }

    private boolean sleep() {
        try {
            Thread.sleep(delay.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
