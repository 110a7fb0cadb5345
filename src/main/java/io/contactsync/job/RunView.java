package io.contactsync.job;

import io.contactsync.http.ApiClient;
import io.contactsync.http.ClientFigures;
import io.contactsync.report.Counts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** What can be asked about a run while it is under way, from any thread. */
public final class RunView {

    private final Setting setting;

    RunView(Setting setting) {
        this.setting = setting;
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
        for (ChannelRun channel : setting.channels()) {
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
        return setting.run().no();
    }

    /**
     * The sheet as it stands.
     *
     * @return over all channels
     */
    public Counts counts() {
        return Counts.over(setting.channels().stream()
                .map(channel -> channel.live().counts())
                .toList());
    }

    /**
     * How many contacts there are to read, where the source knows.
     *
     * @return their number, or nothing
     */
    public OptionalLong total() {
        return setting.source().total();
    }

    /**
     * What the clients of the target say.
     *
     * @return for each channel with calls its figures
     */
    public List<ClientFigures> clients() {
        return setting.channels().stream()
                .map(ChannelRun::client)
                .filter(Objects::nonNull)
                .map(ApiClient::figures)
                .toList();
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
}
