package io.contactsync.mapping;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The source fields that expressions may use. */
public final class KnownFields {

    private final Set<String> names;
    private final boolean open;

    private KnownFields(Set<String> names, boolean open) {
        this.names = Collections.unmodifiableSet(new TreeSet<>(names));
        this.open = open;
    }

    /** {@return the fields of a source that has no others; any other name is an error in the job file} */
    public static KnownFields closed(Set<String> names) {
        return new KnownFields(names, false);
    }

    /** {@return the fields that a source always has; it may have any others} */
    public static KnownFields open(Set<String> builtIn) {
        return new KnownFields(builtIn, true);
    }

    boolean accepts(String name) {
        return open || names.contains(name);
    }

    /** The fields known to exist, in alphabetical order. */
    Set<String> names() {
        return names;
    }
}
