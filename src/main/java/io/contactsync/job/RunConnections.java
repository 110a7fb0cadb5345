package io.contactsync.job;

import io.contactsync.connector.ConnectorContext;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.TargetSettings;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiClientOptions;
import io.contactsync.http.CallCounts;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.state.StateDirectory;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;

/** Opens the source and the channels of one job. */
final class RunConnections {

    private final JobFile file;
    private final StateDirectory state;
    private final CancellationToken stop;

    /**
     * Prepares to open the source and the channels of a job; nothing is sent.
     *
     * @param file the job
     * @param state where the rate limiter of each token is kept
     * @param stop ends every wait
     */
    public RunConnections(JobFile file, StateDirectory state, CancellationToken stop) {
        this.file = file;
        this.state = state;
        this.stop = stop;
    }

    /**
     * The channels of a job's target.
     *
     * @param file the job
     * @return the channels, in the order of the job file
     * @throws io.contactsync.jobfile.yaml.JobFileException when the mode is not possible in this target
     */
    public static List<TargetSettings.Channel> channels(JobFile file) {
        if (file.target().supports(TargetSettings.Capability.SNAPSHOT) && file.mode() != JobFile.Mode.UPSERT) {
            String title = file.target().connector().title();
            throw file.error("mode", 1, "every run writes a " + title + " target anew, whole; allowed: upsert");
        }
        return file.target().targetChannels();
    }

    /**
     * Fingerprints of what the source contains, where they are known before a run begins.
     *
     * @param file the job
     * @return one fingerprint, or none
     */
    public static Map<String, String> content(JobFile file) {
        return file.source()
                .contentFingerprint(request(file))
                .map(fingerprint -> Map.of("source content", fingerprint))
                .orElse(Map.of());
    }

    /** What the job asks of its source. */
    static SourceSettings.Request request(JobFile file) {
        return new SourceSettings.Request(file.fields().stream()
                .map(rule -> new SourceSettings.MappedField(rule.name(), rule.expression()))
                .toList());
    }

    /**
     * Opens the source. Its calls do not count against the budget of calls to the target.
     *
     * @param counts counts its calls
     * @return the source, to be closed
     */
    public SourceSettings.Connection source(CallCounts counts) {
        return file.source().open(request(file), new Context(counts, stop.withoutBudget()));
    }

    /**
     * Opens a channel of the target.
     *
     * @param channel its name
     * @param counts counts its calls
     * @param sample whether the run is a sample
     * @return the channel, to be closed
     */
    public TargetSettings.Connection target(String channel, CallCounts counts, boolean sample) {
        Set<String> tags = new HashSet<>(file.tags().keySet());
        if (file.onMissing() instanceof JobFile.OnMissing.Tag tag) {
            tags.add(tag.name());
        }
        TargetSettings.Request request = new TargetSettings.Request(
                channel,
                file.match(),
                file.onAmbiguous() == JobFile.OnAmbiguous.OLDEST,
                file.preload(),
                file.fields().stream().map(JobFile.FieldRule::name).toList(),
                tags,
                sample);
        return file.target().open(request, new Context(counts, stop));
    }

    /** Opens clients with the job's retry rules and the rate limiter of their token. */
    private final class Context implements ConnectorContext {

        private final CallCounts counts;
        private final CancellationToken signal;

        Context(CallCounts counts, CancellationToken signal) {
            this.counts = counts;
            this.signal = signal;
        }

        @Override
        public ApiClient openClient(ConnectorContext.Server server) {
            HttpUrl base = Objects.requireNonNull(HttpUrl.get(server.url()), "the job file has checked the URL");
            String token = server.token().secret();
            ApiClientOptions options = ApiClientOptions.of(
                            server.name(), base, token, server.rate(), state.paceFile(origin(server.url()), token))
                    .withRetry(new ApiClientOptions.RetryOptions(
                            file.retry().attempts(), file.retry().outage()))
                    .withInFlight(server.inFlight())
                    .withClocks(ApiClientOptions.Clocks.SYSTEM.withTicker(stop.ticker()));
            return ApiClient.open(server.probe() == null ? options : options.withProbe(server.probe()), counts, signal);
        }

        private static String origin(URI url) {
            return url.getScheme() + "://" + url.getAuthority();
        }

        @Override
        public CancellationToken cancellation() {
            return signal;
        }
    }
}
