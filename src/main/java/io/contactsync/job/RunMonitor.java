package io.contactsync.job;

import io.contactsync.http.ApiClient;
import io.contactsync.http.ClientMetrics;
import io.contactsync.ledger.Reject;
import io.contactsync.ledger.Run;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.run.RunOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The progress of a run and the job's history. Thread-safe.
 *
 * <p>A run that is resumed has several executions: this one and the earlier ones.
 */
public final class RunMonitor {

    private final RunContext context;
    private final boolean resumed;
    private final Instant executionStartedAt = Instant.now();
    private final OptionalLong total;
    private final RemainingWork remainingWork;

    /**
     * The current progress of one channel.
     *
     * @param readInExecution contacts that this execution has read
     * @param calls all attempts so far, over all executions of the run
     * @param metrics empty for a target without calls
     */
    public record Channel(
            String name, OutcomeCounts counts, long readInExecution, long calls, Optional<ClientMetrics> metrics) {}

    RunMonitor(RunContext context, boolean resumed) {
        this.context = context;
        this.resumed = resumed;
        this.total = knownTotal();
        this.remainingWork = new RemainingWork(this, isSample() ? OptionalLong.empty() : linksOfLastRun());
    }

    private OptionalLong knownTotal() {
        RunOptions options = context.options();
        if (!options.only().isEmpty()) {
            return OptionalLong.of(options.only().size());
        }
        OptionalLong all = context.source().total();
        OptionalLong limit = options.limit();
        return all.isPresent() && limit.isPresent()
                ? OptionalLong.of(Math.min(all.getAsLong(), limit.getAsLong()))
                : all;
    }

    /** The links of the channel with the most links; empty if the previous full run was not completed. */
    private OptionalLong linksOfLastRun() {
        if (previousRun().filter(run -> run.status() == Run.Status.COMPLETED).isEmpty()) {
            return OptionalLong.empty();
        }
        int links = context.channels().stream()
                .mapToInt(channel -> channel.ledger().size())
                .max()
                .orElse(0);
        return links == 0 ? OptionalLong.empty() : OptionalLong.of(links);
    }

    /** The job's name. */
    public String job() {
        return context.file().name();
    }

    /** The run's number, from 1. */
    public int number() {
        return context.run().number();
    }

    /** Whether the run reads only some contacts. */
    public boolean isSample() {
        return context.options().isSample();
    }

    /** When the first execution of the run started. */
    public Instant startedAt() {
        return context.run().started();
    }

    /** When this execution started. */
    public Instant executionStartedAt() {
        return executionStartedAt;
    }

    /** The position where each channel would resume, by channel; a channel at the start of the source is absent. */
    public Map<String, String> checkpoints() {
        Map<String, String> positions = new LinkedHashMap<>();
        for (ChannelContext channel : context.channels()) {
            String position = channel.checkpoint().position();
            if (position != null) {
                positions.put(channel.name(), position);
            }
        }
        return positions;
    }

    /** The current counts over all channels. */
    public OutcomeCounts counts() {
        return OutcomeCounts.sum(context.channels().stream()
                .map(channel -> channel.counter().counts())
                .toList());
    }

    /** The number of contacts to read; empty if the source does not know it. */
    public OptionalLong total() {
        return total;
    }

    /**
     * The approximate number of contacts to read, for sources that do not know it: as many as were linked before.
     *
     * @return empty for a sample, and if the previous full run was not completed
     */
    public OptionalLong expectedContacts() {
        return remainingWork.expectedContacts();
    }

    /** The remaining time; empty if it cannot be estimated yet. */
    public Optional<Duration> timeLeft() {
        return remainingWork.timeLeft();
    }

    /** The channels, in the order of the job file. */
    public List<Channel> channels() {
        return context.channels().stream()
                .map(channel -> new Channel(
                        channel.name(),
                        channel.counter().counts(),
                        channel.counter().readSinceRestore(),
                        channel.calls().total(),
                        Optional.ofNullable(channel.client()).map(ApiClient::metrics)))
                .toList();
    }

    /** The metrics of the source's client; empty for a source without calls. */
    public Optional<ClientMetrics> sourceMetrics() {
        return Optional.ofNullable(context.sourceClient()).map(ApiClient::metrics);
    }

    /** All attempts of calls to the target, over all executions of the run. */
    public long calls() {
        return context.channels().stream()
                .mapToLong(channel -> channel.calls().total())
                .sum();
    }

    /** The contacts that this run has rejected so far, by channel; at most {@code max}. */
    public List<Reject> rejects(int max) {
        List<Reject> rejects = new ArrayList<>();
        for (ChannelContext channel : context.channels()) {
            rejects.addAll(channel.ledger().rejects().ofRun(max - rejects.size()));
        }
        return rejects;
    }

    /** The last full run before this execution: this run itself if it was resumed; empty if there is none. */
    public Optional<Run> lastRun() {
        return resumed ? Optional.of(context.run()) : previousRun();
    }

    private Optional<Run> previousRun() {
        return context.ledger().runs().before(context.run().number());
    }

    /** The results of the job's other runs as JSON, by run number. */
    public Map<Integer, String> otherResults() {
        return context.ledger().runs().summaries(context.run().number());
    }
}
