package io.contactsync.cli.progress;

import io.contactsync.report.html.Trace.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes when channels were paused or in trouble, from looks taken now and then. Not for several threads. */
public final class PauseLog {

    /** More would be no list any more. */
    private static final int MOST = 200;

    private record Open(Instant from, String why) {}

    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, List<Pause>> ended = new HashMap<>();

    /**
     * Notes what is seen.
     *
     * @param now when
     * @param channels how the channels do
     */
    public void look(Instant now, List<Progress.Channel> channels) {
        for (Progress.Channel channel : channels) {
            Open before = open.get(channel.name());
            String why = why(channel.state());
            if (before != null && !before.why().equals(why)) {
                end(channel.name(), before, now);
            }
            if (!why.isEmpty() && (before == null || !before.why().equals(why))) {
                open.put(channel.name(), new Open(since(now, channel.state()), why));
            }
        }
    }

    private static Instant since(Instant now, Progress.State state) {
        return state instanceof Progress.State.Troubled troubled ? now.minus(troubled.lasts()) : now;
    }

    private static String why(Progress.State state) {
        if (state instanceof Progress.State.Paused) {
            return "paused after a 429, too many requests";
        }
        return state instanceof Progress.State.Troubled ? "no call succeeded" : "";
    }

    private void end(String channel, Open pause, Instant now) {
        open.remove(channel);
        List<Pause> pauses = ended.computeIfAbsent(channel, name -> new ArrayList<>());
        if (pauses.size() < MOST) {
            pauses.add(new Pause(pause.from(), now, pause.why()));
        }
    }

    /**
     * A channel's pauses; one that still lasts ends now.
     *
     * @param channel the channel's name
     * @param now the end
     * @return the first 200 of them
     */
    public List<Pause> of(String channel, Instant now) {
        Open last = open.get(channel);
        if (last != null) {
            end(channel, last, now);
        }
        return List.copyOf(ended.getOrDefault(channel, List.of()));
    }
}
