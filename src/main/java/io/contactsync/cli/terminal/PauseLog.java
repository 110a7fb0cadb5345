package io.contactsync.cli.terminal;

import io.contactsync.report.RunReport.ChannelTrace.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records when channels were paused or failing, from periodic samples. Not thread-safe. */
public final class PauseLog {

    /** Per channel, to keep the report's list readable. */
    private static final int MAX_PAUSES = 200;

    private record OpenPause(Instant from, String reason) {}

    private final Map<String, OpenPause> open = new HashMap<>();
    private final Map<String, List<Pause>> ended = new HashMap<>();

    /** Records a sample of the channels' states. */
    public void add(Instant now, List<RunProgress.Channel> channels) {
        for (RunProgress.Channel channel : channels) {
            OpenPause before = open.get(channel.name());
            String reason = reason(channel.state());
            if (before != null && !before.reason().equals(reason)) {
                end(channel.name(), before, now);
            }
            if (!reason.isEmpty() && (before == null || !before.reason().equals(reason))) {
                open.put(channel.name(), new OpenPause(start(now, channel.state()), reason));
            }
        }
    }

    private static Instant start(Instant now, RunProgress.State state) {
        return state instanceof RunProgress.State.Failing failing ? now.minus(failing.duration()) : now;
    }

    private static String reason(RunProgress.State state) {
        if (state instanceof RunProgress.State.Paused) {
            return "paused after a 429, too many requests";
        }
        return state instanceof RunProgress.State.Failing ? "no call succeeded" : "";
    }

    private void end(String channel, OpenPause pause, Instant now) {
        open.remove(channel);
        List<Pause> pauses = ended.computeIfAbsent(channel, name -> new ArrayList<>());
        if (pauses.size() < MAX_PAUSES) {
            pauses.add(new Pause(pause.from(), now, pause.reason()));
        }
    }

    /**
     * The pauses of a channel. Ends a pause that is still open.
     *
     * @param now the end of an open pause
     * @return at most the first 200
     */
    public List<Pause> pauses(String channel, Instant now) {
        OpenPause last = open.get(channel);
        if (last != null) {
            end(channel, last, now);
        }
        return List.copyOf(ended.getOrDefault(channel, List.of()));
    }
}
