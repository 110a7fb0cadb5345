package io.contactsync.jobfile.yaml;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The type of a scalar by YAML 1.2's core schema, and whether it is quoted. The library's own resolver is not used: it
 * takes {@code ~}, {@code Null} and {@code NULL} for text.
 */
enum ScalarKind {
    QUOTED,
    TEXT,
    NUMBER,
    BOOL,
    NULL;

    private static final Pattern NULLS = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern BOOLS = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NUMBERS = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?"
            + "|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    static ScalarKind of(ScalarNode node) {
        return of(node.isPlain(), node.getValue());
    }

    /** The kind of a text that is plain, or quoted or a block. */
    static ScalarKind of(boolean plain, String text) {
        if (!plain) {
            return QUOTED;
        }
        if (NULLS.matcher(text).matches()) {
            return NULL;
        }
        if (BOOLS.matcher(text).matches()) {
            return BOOL;
        }
        return NUMBERS.matcher(text).matches() ? NUMBER : TEXT;
    }
}
