package io.contactsync.jobfile.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers where the keys and values of a file stand, for errors that are found after it was read. */
public final class Places {

    private final String file;
    private final Map<String, Location> keys = new HashMap<>();
    private final Map<String, Place> values = new HashMap<>();

    Places(String file) {
        this.file = file;
    }

    /**
     * One value's place.
     *
     * @param location where it begins
     * @param raw how it is written, or empty when that spans several lines
     * @param origins where each character comes from, see {@link Placeholders}
     */
    private record Place(Location location, String raw, List<Integer> origins) {}

    void key(String path, Location location) {
        keys.putIfAbsent(path, location);
    }

    void value(String path, Location location) {
        values.putIfAbsent(path, new Place(location, "", List.of()));
    }

    void text(String path, Node.Scalar scalar, Placeholders filled) {
        values.put(path, new Place(scalar.location(), scalar.raw(), filled.origins()));
    }

    /**
     * Lets one path stand for another one's value as well.
     *
     * @param path the new path
     * @param same the path of a value that was read
     */
    public void alias(String path, String same) {
        Place place = values.get(same);
        if (place != null) {
            values.put(path, place);
        }
    }

    /**
     * Where a value stands.
     *
     * @param path its path, such as {@code fields.firstName} or {@code target.heyx.channels[0].when}
     * @return the place of its first character; of the nearest section around it when the file does not have it
     */
    public Location locate(String path) {
        Place place = place(path);
        return place == null ? Location.START : place.location();
    }

    /**
     * An error in a value.
     *
     * @param path the value's path
     * @param columnInValue the character it is about, from 1, counted in the value after placeholders were filled
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown; it points at the value's beginning when that is written over several lines
     */
    public JobFileError error(String path, int columnInValue, String sentence) {
        Place place = values.get(path);
        Location start = locate(path);
        if (place == null || place.raw().isEmpty()) {
            return new JobFileError(file, start, sentence);
        }
        int index = Math.max(0, columnInValue - 1);
        if (!place.origins().isEmpty()) {
            index = place.origins().get(Math.min(index, place.origins().size() - 1));
        }
        int offset = Math.min(written(place.raw(), index), place.raw().length());
        int column = start.column() + place.raw().codePointCount(0, offset);
        return new JobFileError(file, new Location(start.line(), column), sentence);
    }

    /**
     * An error in a key.
     *
     * @param path the path that ends in the key
     * @param sentence what is wrong and what is allowed
     * @return the error, to be thrown
     */
    public JobFileError keyError(String path, String sentence) {
        return new JobFileError(file, keys.getOrDefault(path, locate(path)), sentence);
    }

    private @Nullable Place place(String path) {
        String near = path;
        while (!values.containsKey(near) && !near.isEmpty()) {
            near = near.substring(0, Math.max(0, Math.max(near.lastIndexOf('.'), near.lastIndexOf('['))));
        }
        return values.get(near);
    }

    /** The offset in a value as written of the character with an index in the value as read. */
    private static int written(String raw, int index) {
        char quote = raw.charAt(0);
        if (quote != '\'' && quote != '"') {
            return index;
        }
        int offset = 1;
        for (int i = 0; i < index && offset < raw.length(); i++) {
            offset += quote == '\'' ? (raw.charAt(offset) == '\'' ? 2 : 1) : escape(raw, offset);
        }
        return offset;
    }

    private static int escape(String raw, int offset) {
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
}
