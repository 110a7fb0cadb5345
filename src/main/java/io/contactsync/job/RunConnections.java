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
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Opens the source and the channels of one job. */
final class RunConnections {

    private final JobFile file;
    private final StateDirectory state;
    private final CancellationToken stop;

    /**
     * Prepares to open the source and the channels of a job; nothing is sent.
     *
     * @param state holds the rate limiter of each token
     * @param stop ends every wait
     */
    public RunConnections(JobFile file, StateDirectory state, CancellationToken stop) {
        this.file = file;
        this.state = state;
        this.stop = stop;
    }

    /**
     * The channels of a job's target, in the order of the job file.
     *
     * @throws io.contactsync.jobfile.yaml.JobFileException if the target does not support the mode
     */
    public static List<TargetSettings.Channel> channels(JobFile file) {
        if (file.target().supports(TargetSettings.Capability.SNAPSHOT) && file.mode() != JobFile.Mode.UPSERT) {
            String title = file.target().connector().title();
            throw file.error("mode", 1, "every run rewrites a " + title + " target completely; allowed: upsert");
        }
        return file.target().targetChannels();
    }

    /** The fingerprint of the source's content; empty if the source cannot compute it before a run. */
    public static Map<String, String> content(JobFile file) {
        return file.source()
                .contentFingerprint(request(file))
                .map(fingerprint -> Map.of("source content", fingerprint))
                .orElse(Map.of());
    }

    /** What the job requests from its source. */
    static SourceSettings.Request request(JobFile file) {
        return new SourceSettings.Request(file.fields().stream()
                .map(rule -> new SourceSettings.MappedField(rule.name(), rule.expression()))
                .toList());
    }

    /**
     * Opens the source; the caller closes it. Its calls do not count towards the maximum number of calls to the target.
     *
     * @param counts counts its calls
     */
    public SourceSettings.Connection source(CallCounts counts) {
        return file.source().open(request(file), new Context(counts, stop.withoutBudget()));
    }

    /**
     * Opens a channel of the target; the caller closes it.
     *
     * @param counts counts its calls
     */
    public OpenChannel target(String channel, CallCounts counts, boolean sample) {
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
        Context context = new Context(counts, stop);
        return new OpenChannel(file.target().open(request, context), Optional.ofNullable(context.claimFile));
    }

    /**
     * An open channel of the target.
     *
     * @param claimFile the file with the claims on its contacts; empty for a target without calls
     */
    record OpenChannel(TargetSettings.Connection connection, Optional<Path> claimFile) {}

    /** Opens clients with the job's retry rules and the rate limiter of their token. */
    private final class Context implements ConnectorContext {

        private final CallCounts counts;
        private final CancellationToken signal;
        private @Nullable Path claimFile;

        Context(CallCounts counts, CancellationToken signal) {
            this.counts = counts;
            this.signal = signal;
        }

        @Override
        public ApiClient openClient(ConnectorContext.Server server) {
            HttpUrl base = Objects.requireNonNull(HttpUrl.get(server.url()), "the job file has checked the URL");
            String token = server.token().secret();
            claimFile = state.claimFile(origin(server.url()), token);
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
