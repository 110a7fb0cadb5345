package io.contactsync.jobfile.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

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
        return mark.map(m -> new Location(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
