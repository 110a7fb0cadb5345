package io.contactsync.cli.terminal;

import io.contactsync.cli.terminal.StyledText.Style;
import io.contactsync.contact.Outcome;
import io.contactsync.report.Formats;
import io.contactsync.report.OutcomeCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Formats a run's progress as one line. */
final class ProgressText {

    private static final int BAR_WIDTH = 10;

    /** From the longest to the shortest; the first that fits is used. */
    private enum Form {
        BARS,
        WORDS,
        BRIEF,
        TIGHT,
        SUMMED,
        LEAST;

        boolean spellsOut() {
            return compareTo(BRIEF) < 0;
        }
    }

    private static final Map<Outcome, String> SHORT = Map.of(
            Outcome.CREATED, "new",
            Outcome.UPDATED, "upd",
            Outcome.UNCHANGED, "same",
            Outcome.SKIPPED, "skip",
            Outcome.REJECTED, "rej");

    private final RunProgress progress;
    private final Form form;

    private ProgressText(RunProgress progress, Form form) {
        this.progress = progress;
        this.form = form;
    }

    /**
     * The line for a terminal.
     *
     * @param width the number of columns available
     * @return a line of at most this width; truncated if even the shortest form is wider
     */
    public static StyledLine of(RunProgress progress, int width) {
        StyledLine line = StyledLine.of(List.of());
        for (Form form : Form.values()) {
            line = new ProgressText(progress, form).line();
            if (line.width() <= width) {
                return line;
            }
        }
        return line.truncate(width);
    }

    /** The line for a log, spelled out and of any width. */
    public static String inWords(RunProgress progress) {
        return new ProgressText(progress, Form.WORDS).line().plain();
    }

    private StyledLine line() {
        List<StyledText> parts = new ArrayList<>();
        parts.add(StyledText.plain(done()));
        for (Outcome outcome : Outcome.values()) {
            if (isShown(outcome)) {
                parts.add(count(outcome));
            }
        }
        channels().forEach(channel -> parts.addAll(callRate(channel)));
        problem("source ", progress.source()).ifPresent(parts::add);
        progress.left().ifPresent(left -> {
            String time = Formats.approximate(left);
            parts.add(StyledText.plain(form.spellsOut() ? "about " + time + " left" : "~" + time));
        });
        return StyledLine.of(parts);
    }

    /** The channels to show; in the form SUMMED, those in normal state as one. */
    private List<RunProgress.Channel> channels() {
        List<RunProgress.Channel> normal = progress.channels().stream()
                .filter(channel -> channel.state() instanceof RunProgress.State.Normal)
                .toList();
        if (form != Form.SUMMED || normal.size() < 2) {
            return progress.channels();
        }
        List<RunProgress.Channel> channels = new ArrayList<>(progress.channels());
        channels.removeAll(normal);
        channels.add(0, sum(normal));
        return channels;
    }

    private static RunProgress.Channel sum(List<RunProgress.Channel> channels) {
        long calls = channels.stream()
                .mapToLong(RunProgress.Channel::callsLastMinute)
                .sum();
        boolean limited = channels.stream().allMatch(channel -> channel.limit().isPresent());
        int limit =
                channels.stream().mapToInt(channel -> channel.limit().orElse(0)).sum();
        return new RunProgress.Channel(
                "all", calls, limited ? Optional.of(limit) : Optional.empty(), new RunProgress.State.Normal());
    }

    private String done() {
        long done = progress.done();
        if (progress.total() instanceof RunProgress.Total.Known known) {
            String percent = known.contacts() == 0 ? "" : " (%d %%)".formatted(done * 100 / known.contacts());
            return form.spellsOut()
                    ? "%d of %d%s".formatted(done, known.contacts(), percent)
                    : done + "/" + known.contacts();
        }
        if (progress.total() instanceof RunProgress.Total.Estimated estimated && estimated.contacts() >= done) {
            return form.spellsOut()
                    ? "%d of about %d".formatted(done, estimated.contacts())
                    : done + "/~" + estimated.contacts();
        }
        return done + " done";
    }

    private boolean isShown(Outcome outcome) {
        long count = progress.contacts().of(outcome);
        return switch (form) {
            case BARS, WORDS -> outcome != Outcome.SKIPPED || count > 0;
            case BRIEF -> count > 0;
            case TIGHT, SUMMED, LEAST -> count > 0 && outcome == Outcome.REJECTED;
        };
    }

    private StyledText count(Outcome outcome) {
        OutcomeCounts counts = progress.contacts();
        String label = form.spellsOut() ? outcome.name().toLowerCase(Locale.ROOT) : SHORT.get(outcome);
        boolean bad = outcome == Outcome.REJECTED && counts.of(outcome) > 0;
        return new StyledText(counts.of(outcome) + " " + label, bad ? Style.BAD : Style.PLAIN);
    }

    private List<StyledText> callRate(RunProgress.Channel channel) {
        String name = progress.channels().size() > 1 ? channel.name() + " " : "";
        Optional<StyledText> problem = problem(name, channel.state());
        if (problem.isPresent()) {
            return List.of(problem.get());
        }
        return form == Form.LEAST ? List.of() : List.of(new StyledText(name + calls(channel), Style.GOOD));
    }

    private Optional<StyledText> problem(String name, RunProgress.State state) {
        if (state instanceof RunProgress.State.Paused paused) {
            String left = Formats.approximate(paused.left());
            String text = form.spellsOut() ? "paused for " + left + " after a 429" : "429: " + left;
            return Optional.of(new StyledText(name + text, Style.WARNING));
        }
        if (state instanceof RunProgress.State.Failing failing) {
            String duration = Formats.approximate(failing.duration());
            String text = form.spellsOut() ? "no call has succeeded for " + duration : "down " + duration;
            return Optional.of(new StyledText(name + text, Style.BAD));
        }
        return Optional.empty();
    }

    private String calls(RunProgress.Channel channel) {
        long calls = channel.callsLastMinute();
        if (channel.limit().isEmpty()) {
            return form.spellsOut() ? calls + " calls in the last minute" : calls + "/min";
        }
        int limit = channel.limit().get();
        return switch (form) {
            case BARS -> bar(calls, limit) + " %d of %d calls per minute".formatted(calls, limit);
            case WORDS -> "%d of %d calls per minute".formatted(calls, limit);
            case BRIEF, TIGHT, SUMMED, LEAST -> "%d/%d/min".formatted(calls, limit);
        };
    }

    private static String bar(long calls, int limit) {
        int full = (int) Math.min(BAR_WIDTH, Math.round((double) calls * BAR_WIDTH / limit));
        return "[" + "#".repeat(full) + "-".repeat(BAR_WIDTH - full) + "]";
    }
}
