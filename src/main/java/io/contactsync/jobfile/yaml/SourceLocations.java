package io.contactsync.jobfile.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The locations of a file's keys and values, for errors that are found after it was read. */
public final class SourceLocations {

    private final String file;
    private final Map<String, Location> keys = new HashMap<>();
    private final Map<String, Position> values = new HashMap<>();
    private List<String> lines = List.of();

    SourceLocations(String file) {
        this.file = file;
    }

    /**
     * The position of a value.
     *
     * @param start the location of its first character
     * @param text its text, or null if it was not read as text
     * @param origins the origin of each character of the filled text, see {@link Placeholders}
     */
    private record Position(Location start, @Nullable ScalarNode text, List<Integer> origins) {}

    /** Keeps the file's lines, to find columns inside values. */
    void source(String text) {
        lines = text.lines().toList();
    }

    void key(String path, Location location) {
        keys.putIfAbsent(path, location);
    }

    void value(String path, Location location) {
        values.putIfAbsent(path, new Position(location, null, List.of()));
    }

    void text(String path, ScalarNode scalar, Placeholders filled) {
        values.put(path, new Position(Location.of(scalar.getStartMark()), scalar, filled.origins()));
    }

    /**
     * Gives a value a second path.
     *
     * @param path the new path
     * @param same the path of a value that was read; an unknown one is ignored
     */
    public void alias(String path, String same) {
        Position position = values.get(same);
        if (position != null) {
            values.put(path, position);
        }
    }

    /**
     * Returns the location of a value.
     *
     * @param path its path, such as {@code fields.firstName} or {@code target.heyx.channels[0].when}
     * @return the location of its first character; if the file does not have it, of the nearest section around it
     */
    public Location locate(String path) {
        Position position = nearest(path);
        return position == null ? Location.START : position.start();
    }

    /**
     * Creates an error in a value.
     *
     * @param path the value's path
     * @param columnInValue the character at fault, from 1, counted in the value with its placeholders filled
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown; it points at the value's start if the value spans several lines
     */
    public JobFileException error(String path, int columnInValue, String sentence) {
        Position position = values.get(path);
        Location start = locate(path);
        String raw = position == null || position.text() == null ? "" : raw(position.text());
        if (position == null || raw.isEmpty()) {
            return new JobFileException(file, start, sentence);
        }
        int index = Math.max(0, columnInValue - 1);
        if (!position.origins().isEmpty()) {
            index = position.origins().get(Math.min(index, position.origins().size() - 1));
        }
        int offset = Math.min(offsetInRaw(raw, index), raw.length());
        int column = start.column() + raw.codePointCount(0, offset);
        return new JobFileException(file, new Location(start.line(), column), sentence);
    }

    /**
     * Creates an error in a key.
     *
     * @param path the path that ends in the key
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown
     */
    public JobFileException keyError(String path, String sentence) {
        return new JobFileException(file, keys.getOrDefault(path, locate(path)), sentence);
    }

    private @Nullable Position nearest(String path) {
        String near = path;
        while (!values.containsKey(near) && !near.isEmpty()) {
            near = near.substring(0, Math.max(0, Math.max(near.lastIndexOf('.'), near.lastIndexOf('['))));
        }
        return values.get(near);
    }

    /** Returns a scalar as it is written, with quotes and escapes, or "" if it spans several lines. */
    private String raw(ScalarNode scalar) {
        Mark start = scalar.getStartMark().orElseThrow();
        Mark end = scalar.getEndMark().orElseThrow();
        if (start.getLine() != end.getLine() || start.getLine() >= lines.size()) {
            return "";
        }
        String line = lines.get(start.getLine());
        int length = line.codePointCount(0, line.length());
        int from = Math.min(start.getColumn(), length);
        int to = Math.min(end.getColumn(), length);
        return line.substring(line.offsetByCodePoints(0, from), line.offsetByCodePoints(0, to));
    }

    /** Returns the offset in the raw text of the character at an index of the parsed text. */
    private static int offsetInRaw(String raw, int index) {
        char quote = raw.charAt(0);
        if (quote != '\'' && quote != '"') {
            return index;
        }
        int offset = 1;
        for (int i = 0; i < index && offset < raw.length(); i++) {
            offset += quote == '\'' ? (raw.charAt(offset) == '\'' ? 2 : 1) : escapeLength(raw, offset);
        }
        return offset;
    }

    private static int escapeLength(String raw, int offset) {
        if (raw.charAt(offset) != '\\' || offset + 1 >= raw.length()) {
            return 1;
        }
        return switch (raw.charAt(offset + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    /**
     * A position in a file.
     *
     * @param line the line, from 1
     * @param column the column in characters, from 1
     */
    public record Location(int line, int column) {

        /** The start of a file. */
        public static final Location START = new Location(1, 1);

        /** The location of a parser's mark, or the start of the file if there is none. */
        static Location of(Optional<Mark> mark) {
            return mark.map(m -> new Location(m.getLine() + 1, m.getColumn() + 1))
                    .orElse(START);
        }

        @Override
        public String toString() {
            return line + ":" + column;
        }
    }
}
