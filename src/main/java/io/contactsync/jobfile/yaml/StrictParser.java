package io.contactsync.jobfile.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A YAML parser that refuses what a job file must not contain. It checks each event before the composer sees it, so the
 * first forbidden construct of the file is reported, and no alias is ever expanded. Nodes cannot be checked instead:
 * they do not tell an explicit tag from a resolved one.
 */
final class StrictParser implements Parser {

    private static final int MAX_DEPTH = 10;

    private final String file;
    private final Parser parser;
    private final Deque<Level> levels = new ArrayDeque<>();
    private boolean documentSeen;
    private @Nullable Event checked;

    private StrictParser(String file, Parser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** An open mapping or sequence, with the keys that a mapping has so far. */
    private static final class Level {

        private final Map<String, SourceLocations.Location> keys = new HashMap<>();
        private final boolean isMapping;
        private boolean valueIsNext;

        Level(boolean isMapping) {
            this.isMapping = isMapping;
        }

        /** Whether the next node is a key; to be called once for each node. */
        boolean nextIsKey() {
            boolean key = isMapping && !valueIsNext;
            valueIsNext = key;
            return key;
        }
    }

    /**
     * Parses a text.
     *
     * @param file the file as the user named it
     * @return the root node of the only document
     * @throws JobFileException if the text is not a single document of plain YAML
     */
    static Node parse(String file, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        Parser parser = new StrictParser(file, new ParserImpl(settings, new StreamReader(settings, text)));
        try {
            return new Composer(settings, parser)
                    .getSingleNode()
                    .orElseThrow(() -> new JobFileException(
                            file, SourceLocations.Location.START, "the file is empty; allowed: a job"));
        } catch (MarkedYamlEngineException e) {
            String problem = Optional.ofNullable(e.getProblem()).orElse("the structure is broken");
            throw new JobFileException(
                    file, SourceLocations.Location.of(e.getProblemMark()), "this is not YAML: " + problem(problem));
        } catch (YamlEngineException e) {
            throw new JobFileException(file, "this is not YAML: " + QuotedText.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static String problem(String problem) {
        return problem.contains("\\t") ? "a tab; allowed: spaces" : QuotedText.oneLine(problem);
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return hasNext() && peekEvent().getEventId() == id;
    }

    @Override
    public Event peekEvent() {
        Event event = parser.peekEvent();
        if (event != checked) {
            check(event);
            checked = event;
        }
        return event;
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = peekEvent();
        parser.next();
        return event;
    }

    private void check(Event event) {
        switch (event.getEventId()) {
            case DocumentStart -> checkDocument(event);
            case MappingEnd, SequenceEnd -> levels.pop();
            case Alias -> throw error(event, "an alias (*); allowed: each value written out where it belongs");
            case Scalar, MappingStart, SequenceStart -> checkNode((NodeEvent) event);
            default -> {}
        }
    }

    private void checkDocument(Event event) {
        if (documentSeen) {
            throw error(event, "a second document begins; allowed: one job in a file");
        }
        documentSeen = true;
    }

    private void checkNode(NodeEvent event) {
        if (event.getAnchor().isPresent()) {
            throw error(event, "an anchor (&); allowed: each value written out where it belongs");
        }
        if (isTagged(event)) {
            throw error(event, "a tag (!); allowed: values without a tag, text in quotes where it looks like a number");
        }
        Level level = levels.peek();
        if (level != null && level.nextIsKey()) {
            checkKey(event, level);
        } else if (levels.size() > MAX_DEPTH) {
            throw error(event, "this is nested too deep; allowed: " + MAX_DEPTH + " levels");
        }
        if (event instanceof CollectionStartEvent) {
            levels.push(new Level(event.getEventId() == Event.ID.MappingStart));
        }
    }

    private static boolean isTagged(NodeEvent event) {
        return event instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : event instanceof CollectionStartEvent start && start.getTag().isPresent();
    }

    private void checkKey(NodeEvent event, Level level) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw error(event, "a key that is a list or a section; allowed: text");
        }
        String key = scalar.getValue();
        if (scalar.isPlain() && key.equals("<<")) {
            throw error(event, "a merge (<<); allowed: each value written out where it belongs");
        }
        ScalarKind kind = ScalarKind.of(scalar.isPlain(), key);
        if ((kind != ScalarKind.TEXT && kind != ScalarKind.QUOTED) || key.isBlank()) {
            throw error(
                    event,
                    "the key " + QuotedText.of(key) + " is not text; allowed: text, in quotes where"
                            + " it looks like a number or a boolean");
        }
        if (key.contains("${")) {
            throw error(event, "a placeholder in the key " + QuotedText.of(key) + "; allowed: in values only");
        }
        SourceLocations.Location earlier =
                level.keys.putIfAbsent(key, SourceLocations.Location.of(event.getStartMark()));
        if (earlier != null) {
            throw error(
                    event,
                    "repeated key " + QuotedText.of(key) + ", already on line " + earlier.line()
                            + "; allowed: each key once");
        }
    }

    private JobFileException error(Event event, String sentence) {
        return new JobFileException(file, SourceLocations.Location.of(event.getStartMark()), sentence);
    }
}
