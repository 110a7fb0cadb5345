package io.contactsync.jobfile.yaml;

import io.contactsync.jobfile.yaml.Node.Entry;
import io.contactsync.jobfile.yaml.Node.Kind;
import io.contactsync.jobfile.yaml.Node.Mapping;
import io.contactsync.jobfile.yaml.Node.Scalar;
import io.contactsync.jobfile.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Builds the tree of one YAML document from the parser's events, and refuses what a job file has no use for. */
final class Tree {

    private static final int MAX_DEPTH = 10;
    private static final Pattern EMPTY = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?"
            + "|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final String file;
    private final List<String> lines;
    private final Iterator<Event> events;

    private Tree(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * Parses a text.
     *
     * @param file its file as the operator named it
     * @param text the text
     * @return the root of its only document
     * @throws JobFileError when it is not one document of plain YAML
     */
    static Node parse(String file, String text) {
        try {
            return new Tree(file, text).document();
        } catch (MarkedYamlEngineException e) {
            String problem = Optional.ofNullable(e.getProblem()).orElse("the structure is broken");
            throw new JobFileError(file, location(e.getProblemMark()), "this is not YAML: " + problem(problem));
        } catch (YamlEngineException e) {
            throw new JobFileError(file, "this is not YAML: " + Quote.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static String problem(String problem) {
        return problem.contains("\\t") ? "a tab; allowed: spaces" : Quote.oneLine(problem);
    }

    private Node document() {
        events.next();
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            throw new JobFileError(file, Location.START, "the file is empty; allowed: a job");
        }
        Node root = node(events.next(), 0);
        events.next();
        Event last = events.next();
        if (last.getEventId() != Event.ID.StreamEnd) {
            throw error(last, "a second document begins; allowed: one job in a file");
        }
        return root;
    }

    private Node node(Event event, int depth) {
        refuseCleverness(event);
        if (depth > MAX_DEPTH) {
            throw error(event, "this is nested too deep; allowed: " + MAX_DEPTH + " levels");
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        return event.getEventId() == Event.ID.MappingStart ? mapping(event, depth) : sequence(event, depth);
    }

    private void refuseCleverness(Event event) {
        if (event instanceof AliasEvent) {
            throw error(event, "an alias (*); allowed: each value written out where it belongs");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw error(event, "an anchor (&); allowed: each value written out where it belongs");
        }
        boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent start
                        && start.getTag().isPresent());
        if (tagged) {
            throw error(event, "a tag (!); allowed: values without a tag, text in quotes where it looks like a number");
        }
    }

    private Mapping mapping(Event start, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            String key = key(event);
            Entry former = entries.get(key);
            if (former != null) {
                throw error(
                        event,
                        "repeated key " + Quote.of(key) + "; it stands on line "
                                + former.key().line() + " already; allowed: each key once");
            }
            entries.put(key, new Entry(location(event.getStartMark()), node(events.next(), depth + 1)));
        }
        return new Mapping(location(start.getStartMark()), entries);
    }

    private String key(Event event) {
        refuseCleverness(event);
        if (!(event instanceof ScalarEvent scalar)) {
            throw error(event, "a key that is a list or a section; allowed: text");
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw error(event, "a merge (<<); allowed: each value written out where it belongs");
        }
        refuseKey(scalar);
        return scalar.getValue();
    }

    private void refuseKey(ScalarEvent scalar) {
        Kind kind = kind(scalar);
        if ((kind != Kind.TEXT && kind != Kind.QUOTED) || scalar.getValue().isBlank()) {
            throw error(
                    scalar,
                    "the key " + Quote.of(scalar.getValue()) + " is not text; allowed: text, in quotes where"
                            + " it looks like a number or a truth value");
        }
        if (scalar.getValue().contains("${")) {
            throw error(
                    scalar, "a placeholder in the key " + Quote.of(scalar.getValue()) + "; allowed: in values only");
        }
    }

    private Sequence sequence(Event start, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Sequence(location(start.getStartMark()), items);
    }

    private Scalar scalar(ScalarEvent event) {
        return new Scalar(location(event.getStartMark()), kind(event), event.getValue(), raw(event));
    }

    private static Kind kind(ScalarEvent event) {
        String text = event.getValue();
        if (!event.isPlain()) {
            return Kind.QUOTED;
        }
        if (EMPTY.matcher(text).matches()) {
            return Kind.EMPTY;
        }
        if (TRUTH.matcher(text).matches()) {
            return Kind.TRUTH;
        }
        return NUMBER.matcher(text).matches() ? Kind.NUMBER : Kind.TEXT;
    }

    private String raw(ScalarEvent event) {
        Mark start = event.getStartMark().orElseThrow();
        Mark end = event.getEndMark().orElseThrow();
        if (start.getLine() != end.getLine() || start.getLine() >= lines.size()) {
            return "";
        }
        String line = lines.get(start.getLine());
        int length = line.codePointCount(0, line.length());
        int from = Math.min(start.getColumn(), length);
        int to = Math.min(end.getColumn(), length);
        return line.substring(line.offsetByCodePoints(0, from), line.offsetByCodePoints(0, to));
    }

    private JobFileError error(Event event, String sentence) {
        return new JobFileError(file, location(event.getStartMark()), sentence);
    }

    private static Location location(Optional<Mark> mark) {
        return mark.map(m -> new Location(m.getLine() + 1, m.getColumn() + 1)).orElse(Location.START);
    }
}
