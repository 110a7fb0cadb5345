package io.contactsync.job;

import io.contactsync.http.ApiClient;
import io.contactsync.http.ClientMetrics;
import io.contactsync.ledger.Reject;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.run.RunOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What can be asked about a run while it is under way, from any thread. */
public final class RunMonitor {

    private final RunContext setting;
    private final boolean resumed;
    private final Instant partBegan = Instant.now();
    private final OptionalLong total;

    /**
     * One channel's part of the run, as it stands.
     *
     * @param name the channel's name
     * @param contacts its sheet
     * @param readInPart contacts that this part of the run has read
     * @param calls every attempt so far, over all parts of the run
     * @param client what its client says of itself; nothing for a target without calls
     */
    public record Channel(
            String name, OutcomeCounts contacts, long readInPart, long calls, Optional<ClientMetrics> client) {}

    /** Looks at a run, and knows whether earlier parts of it have left checkpoints. */
    public RunMonitor(RunContext setting, boolean resumed) {
        this.setting = setting;
        this.resumed = resumed;
        this.total = known();
    }

    private OptionalLong known() {
        RunOptions options = setting.options();
        if (!options.only().isEmpty()) {
            return OptionalLong.of(options.only().size());
        }
        OptionalLong all = setting.source().total();
        OptionalLong most = options.limit();
        return all.isPresent() && most.isPresent() ? OptionalLong.of(Math.min(all.getAsLong(), most.getAsLong())) : all;
    }

    /**
     * The job's name.
     *
     * @return as its file says
     */
    public String job() {
        return setting.file().name();
    }

    /**
     * When the run's first part began.
     *
     * @return that moment
     */
    public Instant startedAt() {
        return setting.run().started();
    }

    /**
     * Where the run would resume.
     *
     * @return for each channel that has got so far the source's position
     */
    public Map<String, String> checkpoints() {
        Map<String, String> positions = new LinkedHashMap<>();
        for (ChannelContext channel : setting.channels()) {
            String position = channel.checkpoint().position();
            if (position != null) {
                positions.put(channel.name(), position);
            }
        }
        return positions;
    }

    /**
     * The run's number.
     *
     * @return from 1
     */
    public int run() {
        return setting.run().number();
    }

    /**
     * When this part of the run began.
     *
     * @return later than the run's start when it was resumed
     */
    public Instant partBegan() {
        return partBegan;
    }

    /**
     * The sheet as it stands.
     *
     * @return over all channels
     */
    public OutcomeCounts counts() {
        return OutcomeCounts.sum(setting.channels().stream()
                .map(channel -> channel.live().counts())
                .toList());
    }

    /**
     * How many contacts there are to read, where that is known beforehand.
     *
     * @return their number, or nothing
     */
    public OptionalLong total() {
        return total;
    }

    /**
     * The channels as they stand.
     *
     * @return in the job file's order
     */
    public List<Channel> channels() {
        return setting.channels().stream()
                .map(channel -> new Channel(
                        channel.name(),
                        channel.live().counts(),
                        channel.live().readSinceRestore(),
                        channel.calls().total(),
                        Optional.ofNullable(channel.client()).map(ApiClient::metrics)))
                .toList();
    }

    /**
     * What the client of the source says.
     *
     * @return its figures; nothing for a source without calls
     */
    public Optional<ClientMetrics> source() {
        return Optional.ofNullable(setting.sourceClient()).map(ApiClient::metrics);
    }

    /**
     * Calls to the target so far.
     *
     * @return every attempt, over all parts of the run
     */
    public long calls() {
        return setting.channels().stream()
                .mapToLong(channel -> channel.calls().total())
                .sum();
    }

    /**
     * The contacts that this run has rejected so far.
     *
     * @param most how many at most
     * @return the rejects, channel by channel
     */
    public List<Reject> rejects(int most) {
        List<Reject> rejects = new ArrayList<>();
        for (ChannelContext channel : setting.channels()) {
            rejects.addAll(channel.ledger().rejects().ofRun(most - rejects.size()));
        }
        return rejects;
    }

    /**
     * What the ledger knows of the time before this part of the run.
     *
     * @return the job's history
     */
    public RunHistory history() {
        return new RunHistory(setting, resumed);
    }

    /**
     * Tells whether the run takes only some contacts.
     *
     * @return true for a sample
     */
    public boolean isSample() {
        return setting.options().isSample();
    }
}
