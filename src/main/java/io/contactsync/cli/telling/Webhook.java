package io.contactsync.cli.telling;

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
 * Posts a word to an address that is a secret. Three tries within ten seconds, so that a run that was told to stop
 * still ends in time; a word may arrive twice, but its failure is never more than a warning.
 */
public final class Webhook {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final int TRIES = 3;

    private final URI address;
    private final OkHttpClient client;
    private final Duration between;

    /**
     * Prepares to post.
     *
     * @param address where to; only its host is ever named
     */
    public Webhook(URI address) {
        this(address, Duration.ofSeconds(3), Duration.ofMillis(300));
    }

    Webhook(URI address, Duration most, Duration between) {
        this.address = address;
        this.between = between;
        this.client = new OkHttpClient.Builder()
                .callTimeout(most)
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /**
     * Posts.
     *
     * @param body JSON
     * @return whether it was taken; if not, a warning has been logged
     */
    public boolean post(String body) {
        String trouble = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Answer answer = attempt(body);
            if (answer.taken()) {
                return true;
            }
            trouble = answer.trouble();
            if (!answer.mayHelpAgain() || (attempt < TRIES && !pause())) {
                break;
            }
        }
        LOG.warn("notify: {} was not told how the run ended: {}", address.getHost(), trouble);
        return false;
    }

    private record Answer(boolean taken, boolean mayHelpAgain, String trouble) {}

    private Answer attempt(String body) {
        Request request = new Request.Builder()
                .url(Objects.requireNonNull(HttpUrl.get(address), "the job file has checked the URL"))
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            boolean busy = response.code() == 429 || response.code() >= 500;
            return new Answer(response.isSuccessful(), busy, "HTTP " + response.code());
        } catch (IOException e) {
            // The class only: a message may quote the address.
            return new Answer(false, true, e.getClass().getSimpleName());
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(between.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
