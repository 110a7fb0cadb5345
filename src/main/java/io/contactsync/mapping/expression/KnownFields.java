package io.contactsync.mapping.expression;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The names that an expression may use, as far as a source knows them beforehand. */
public final class KnownFields {

    private final Set<String> names;
    private final boolean open;

    private KnownFields(Set<String> names, boolean open) {
        this.names = Collections.unmodifiableSet(new TreeSet<>(names));
        this.open = open;
    }

    /**
     * For a source that has these fields and no others.
     *
     * @param names the source's fields, case-sensitive
     * @return names of which any other is an error of the job file
     */
    public static KnownFields closed(Set<String> names) {
        return new KnownFields(names, false);
    }

    /**
     * For a source that may have fields of any name.
     *
     * @param builtIn the fields that it always has
     * @return names to which any other may be added
     */
    public static KnownFields open(Set<String> builtIn) {
        return new KnownFields(builtIn, true);
    }

    boolean accepts(String name) {
        return open || names.contains(name);
    }

    /** The fields known for certain, in alphabetical order. */
    Set<String> names() {
        return names;
    }
}
