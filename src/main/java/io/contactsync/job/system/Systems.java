package io.contactsync.job.system;

import io.contactsync.contact.source.Source;
import io.contactsync.contact.target.Target;
import io.contactsync.digivault.DigivaultSource;
import io.contactsync.digivault.DigivaultTarget;
import io.contactsync.heyx.HeyxOptions;
import io.contactsync.heyx.HeyxSource;
import io.contactsync.heyx.HeyxTarget;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiOptions;
import io.contactsync.http.CallCounts;
import io.contactsync.http.InFlight;
import io.contactsync.http.Rate;
import io.contactsync.http.StopSignal;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.FieldRule;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.TargetSettings;
import io.contactsync.jobfile.setting.TargetSettings.Channel;
import io.contactsync.jobfile.setting.Token;
import io.contactsync.ledger.run.Run;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.mapping.expression.KnownFields;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Puts the systems of a job together: one line for each system that there is. */
public final class Systems {

    /** DigiVault may take 10 writes a minute: more of them at once would only be refused together. */
    private static final InFlight DIGIVAULT_WRITES = new InFlight.Fixed(4);

    private final JobFile file;
    private final StateDirectory state;
    private final StopSignal stop;

    /**
     * The systems of one job.
     *
     * @param file the job
     * @param state where the pace of each token is kept
     * @param stop ends every wait; the clients run on its clock
     */
    public Systems(JobFile file, StateDirectory state, StopSignal stop) {
        this.file = file;
        this.state = state;
        this.stop = stop;
    }

    /** The names that expressions may use for the job's source. */
    static KnownFields fields(JobFile file) {
        if (file.source() instanceof SourceSettings.Digivault) {
            return KnownFields.closed(Set.copyOf(DigivaultSource.fields()));
        }
        if (file.source() instanceof SourceSettings.Heyx) {
            return KnownFields.open(HeyxSource.fields());
        }
        return KnownFields.closed(Set.copyOf(CsvEnds.source(file).fields()));
    }

    /** The channels of the job's target. */
    public static List<Channel> channels(JobFile file) {
        if (file.target() instanceof TargetSettings.Heyx heyx) {
            return heyx.channels();
        }
        if (file.target() instanceof TargetSettings.Digivault digivault) {
            return List.of(new Channel("digivault", digivault.token(), digivault.callsPerMinute(), 0, false, "true"));
        }
        return List.of(CsvEnds.channel(file));
    }

    /**
     * The client of the source; null for one without calls. They do not count into the budget of calls to the target.
     */
    public @Nullable ApiClient sourceClient(CallCounts counts) {
        if (file.source() instanceof SourceSettings.Digivault digivault) {
            ApiOptions options =
                    options("DigiVault", digivault.url(), digivault.token(), rate(digivault.callsPerMinute(), 0));
            return ApiClient.open(options, counts, stop.withoutBudget());
        }
        if (file.source() instanceof SourceSettings.Heyx heyx) {
            ApiOptions options = options("HeyX", heyx.url(), heyx.token(), rate(heyx.callsPerMinute(), 0));
            return ApiClient.open(options, counts, stop.withoutBudget());
        }
        return null;
    }

    /** The job's source. */
    public Source source(@Nullable ApiClient client) {
        if (client != null && file.source() instanceof SourceSettings.Digivault digivault) {
            return new DigivaultSource(client, digivault.pageSize());
        }
        if (client != null && file.source() instanceof SourceSettings.Heyx heyx) {
            HeyxOptions.Listing where =
                    new HeyxOptions.Listing(heyx.where().field(), heyx.where().value());
            return new HeyxSource(client, where, heyx.viber());
        }
        return CsvEnds.source(file);
    }

    /** The client of a channel; null for a target without calls. */
    public @Nullable ApiClient client(Channel channel, CallCounts counts) {
        if (file.target() instanceof TargetSettings.Digivault digivault) {
            ApiOptions options = options(
                    "DigiVault", digivault.url(), channel.token(), rate(channel.callsPerMinute(), channel.reserve()));
            return ApiClient.open(options.withInFlight(DIGIVAULT_WRITES), counts, stop);
        }
        if (!(file.target() instanceof TargetSettings.Heyx heyx)) {
            return null;
        }
        InFlight inFlight =
                heyx.inFlight().isPresent() ? new InFlight.Fixed(heyx.inFlight().getAsInt()) : new InFlight.Auto();
        ApiOptions options = options(
                        "HeyX channel " + channel.name(),
                        heyx.url(),
                        channel.token(),
                        rate(channel.callsPerMinute(), channel.reserve()))
                .withInFlight(inFlight)
                .withProbe(() -> HeyxTarget.cheapRead(address(heyx.url())));
        return ApiClient.open(options, counts, stop);
    }

    /** A channel as a target. */
    public Target target(Channel channel, @Nullable ApiClient client, Run run) {
        if (client == null) {
            return CsvEnds.target(file, run);
        }
        boolean oldest = file.onAmbiguous() == JobFile.OnAmbiguous.OLDEST;
        if (file.target() instanceof TargetSettings.Digivault) {
            return new DigivaultTarget(client, file.match(), oldest, stop);
        }
        Set<String> fields = file.fields().stream().map(FieldRule::name).collect(Collectors.toSet());
        Set<String> tags = new java.util.HashSet<>(file.tags().keySet());
        if (file.onMissing() instanceof OnMissing.Tag tag) {
            tags.add(tag.name());
        }
        HeyxOptions options = new HeyxOptions(
                channel.viber(),
                file.match(),
                oldest,
                file.preload()
                        .map(listed -> new HeyxOptions.Listing(listed.field(), listed.value()))
                        .orElse(null),
                fields,
                tags);
        return new HeyxTarget(client, options, stop);
    }

    private ApiOptions options(String name, URI url, Token token, Rate rate) {
        HttpUrl base = address(url);
        return ApiOptions.of(name, base, token.secret(), rate, state.paceFile(origin(url), token.secret()))
                .withRetry(new ApiOptions.RetryOptions(
                        file.retry().attempts(), file.retry().outage()))
                .withClocks(ApiOptions.Clocks.SYSTEM.withTicker(stop.ticker()));
    }

    private static HttpUrl address(URI url) {
        return Objects.requireNonNull(HttpUrl.get(url), "the job file has checked the URL");
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }

    private static Rate rate(OptionalInt callsPerMinute, int reserve) {
        return callsPerMinute.isPresent()
                ? new Rate.PerMinute(callsPerMinute.getAsInt(), reserve)
                : new Rate.Unlimited();
    }
}
