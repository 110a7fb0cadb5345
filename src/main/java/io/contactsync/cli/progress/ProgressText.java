package io.contactsync.cli.progress;

import io.contactsync.cli.progress.Piece.Ink;
import io.contactsync.contact.Outcome;
import io.contactsync.report.Counts;
import io.contactsync.report.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a run stands, in one line. Pure. */
public final class ProgressText {

    private static final int BAR = 10;

    /** From every word to hardly any; the first that fits is taken. */
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

    private final Progress progress;
    private final Form form;

    private ProgressText(Progress progress, Form form) {
        this.progress = progress;
        this.form = form;
    }

    /**
     * The line for a terminal.
     *
     * @param progress how the run stands
     * @param width how many columns there are
     * @return a line of at most so many; cut when even the fewest words are too wide
     */
    public static Line of(Progress progress, int width) {
        Line line = Line.of(List.of());
        for (Form form : Form.values()) {
            line = new ProgressText(progress, form).line();
            if (line.width() <= width) {
                return line;
            }
        }
        return line.cut(width);
    }

    /**
     * The line for a log.
     *
     * @param progress how the run stands
     * @return all of it in words, however wide
     */
    public static String inWords(Progress progress) {
        return new ProgressText(progress, Form.WORDS).line().plain();
    }

    private Line line() {
        List<Piece> words = new ArrayList<>();
        words.add(Piece.plain(done()));
        for (Outcome outcome : Outcome.values()) {
            if (isShown(outcome)) {
                words.add(count(outcome));
            }
        }
        channels().forEach(channel -> words.addAll(pace(channel)));
        trouble("source ", progress.source()).ifPresent(words::add);
        progress.left().ifPresent(left -> {
            String time = Spoken.about(left);
            words.add(Piece.plain(form.spellsOut() ? "about " + time + " left" : "~" + time));
        });
        return Line.of(words);
    }

    /** The channels to be told of; where there is little room, those that go their way as one. */
    private List<Progress.Channel> channels() {
        List<Progress.Channel> going = progress.channels().stream()
                .filter(channel -> channel.state() instanceof Progress.State.Going)
                .toList();
        if (form != Form.SUMMED || going.size() < 2) {
            return progress.channels();
        }
        List<Progress.Channel> channels = new ArrayList<>(progress.channels());
        channels.removeAll(going);
        channels.add(0, sum(going));
        return channels;
    }

    private static Progress.Channel sum(List<Progress.Channel> channels) {
        long calls =
                channels.stream().mapToLong(Progress.Channel::callsLastMinute).sum();
        boolean limited = channels.stream().allMatch(channel -> channel.limit().isPresent());
        int limit =
                channels.stream().mapToInt(channel -> channel.limit().orElse(0)).sum();
        return new Progress.Channel(
                "all", calls, limited ? Optional.of(limit) : Optional.empty(), new Progress.State.Going());
    }

    private String done() {
        long done = progress.done();
        if (progress.total() instanceof Progress.Total.Known known) {
            String share = known.contacts() == 0 ? "" : " (%d %%)".formatted(done * 100 / known.contacts());
            return form.spellsOut()
                    ? "%d of %d%s".formatted(done, known.contacts(), share)
                    : done + "/" + known.contacts();
        }
        if (progress.total() instanceof Progress.Total.About about && about.contacts() >= done) {
            return form.spellsOut()
                    ? "%d of about %d".formatted(done, about.contacts())
                    : done + "/~" + about.contacts();
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

    private Piece count(Outcome outcome) {
        Counts counts = progress.contacts();
        String word = form.spellsOut() ? outcome.name().toLowerCase(Locale.ROOT) : SHORT.get(outcome);
        boolean bad = outcome == Outcome.REJECTED && counts.of(outcome) > 0;
        return new Piece(counts.of(outcome) + " " + word, bad ? Ink.BAD : Ink.PLAIN);
    }

    private List<Piece> pace(Progress.Channel channel) {
        String name = progress.channels().size() > 1 ? channel.name() + " " : "";
        Optional<Piece> trouble = trouble(name, channel.state());
        if (trouble.isPresent()) {
            return List.of(trouble.get());
        }
        return form == Form.LEAST ? List.of() : List.of(new Piece(name + calls(channel), Ink.GOOD));
    }

    private Optional<Piece> trouble(String name, Progress.State state) {
        if (state instanceof Progress.State.Paused paused) {
            String left = Spoken.about(paused.left());
            String said = form.spellsOut() ? "paused for " + left + " after a 429" : "429: " + left;
            return Optional.of(new Piece(name + said, Ink.WARNING));
        }
        if (state instanceof Progress.State.Troubled troubled) {
            String lasts = Spoken.about(troubled.lasts());
            String said = form.spellsOut() ? "no call has succeeded for " + lasts : "down " + lasts;
            return Optional.of(new Piece(name + said, Ink.BAD));
        }
        return Optional.empty();
    }

    private String calls(Progress.Channel channel) {
        long calls = channel.callsLastMinute();
        if (channel.limit().isEmpty()) {
            return form.spellsOut() ? calls + " calls in the last minute" : calls + "/min";
        }
        int limit = channel.limit().get();
        return switch (form) {
            case BARS -> bar(calls, limit) + " %d of %d calls a minute".formatted(calls, limit);
            case WORDS -> "%d of %d calls a minute".formatted(calls, limit);
            case BRIEF, TIGHT, SUMMED, LEAST -> "%d/%d/min".formatted(calls, limit);
        };
    }

    private static String bar(long calls, int limit) {
        int full = (int) Math.min(BAR, Math.round((double) calls * BAR / limit));
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }
}
