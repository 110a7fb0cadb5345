package io.contactsync.verify;

import io.contactsync.jobfile.JobFile;
import io.contactsync.verify.Preflight.Result.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares this machine's clock with the clocks of the source's and the target's servers. */
final class ClockSkewCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long MAX_SKEW_SECONDS = 60;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    List<Preflight.Result> check(JobFile file) {
        List<Preflight.Result> findings = new ArrayList<>();
        file.source().apiUrl().ifPresent(url -> findings.add(compare("clock against the source", url)));
        file.target().apiUrl().ifPresent(url -> findings.add(compare("clock against the target", url)));
        return findings;
    }

    private Preflight.Result compare(String what, URI url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(TIMEOUT)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
            return response.headers()
                    .firstValue("Date")
                    .map(date -> compare(what, parse(date)))
                    .orElseGet(() -> unknown(what, "the response has no Date header"));
        } catch (IOException | DateTimeParseException e) {
            return unknown(what, "the server did not respond: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(what, "interrupted");
        }
    }

    private static Instant parse(String date) {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH))
                .toInstant();
    }

    private static Preflight.Result unknown(String what, String why) {
        return new Preflight.Result(what, Status.ADVICE, why, "compare this machine's clock by hand");
    }

    static Preflight.Result compare(String what, Instant server) {
        long seconds = Duration.between(server, Instant.now()).toSeconds();
        if (Math.abs(seconds) <= MAX_SKEW_SECONDS) {
            return Preflight.Result.ok(what, "not more than " + MAX_SKEW_SECONDS + " s apart");
        }
        return new Preflight.Result(
                what,
                Status.ADVICE,
                "this clock is " + Math.abs(seconds) + " s " + (seconds > 0 ? "ahead" : "behind"),
                "set this machine's clock (NTP): daysAgo and the wait after a create with a lost response depend on it");
    }
}
