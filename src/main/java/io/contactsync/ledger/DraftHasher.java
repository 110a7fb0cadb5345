package io.contactsync.ledger;

import io.contactsync.contact.Draft;
import io.contactsync.contact.WriteMode;
import io.contactsync.state.KeyedHash;
import java.util.Objects;

/** The hashes under which the ledger keeps what is in a draft: each kind has its own, so that none tells of another. */
final class DraftHasher {

    private final KeyedHash hash;

    DraftHasher(KeyedHash hash) {
        this.hash = hash;
    }

    /** What is kept of a field as it shall be. */
    String of(Draft.Field field) {
        return field.isBlank() ? KnownState.BLANK : of(field.name(), Objects.requireNonNull(field.value()));
    }

    /** What is kept of a field that has a value. */
    String of(String field, Object value) {
        return hash.of("field " + field, value);
    }

    String match(String field, Object value) {
        return hash.of("match " + field, value);
    }

    /** One hash over what is sent to a settled contact under a rule for blanks. */
    String digest(String blanks, Draft draft) {
        StringBuilder all = new StringBuilder(blanks);
        for (Draft.Field field : draft.fields()) {
            if (field.trigger() && field.write() == WriteMode.ALWAYS) {
                all.append('\n').append(field.name()).append('=').append(field.isBlank() ? "" : of(field));
            }
        }
        draft.tags()
                .forEach((tag, wanted) ->
                        all.append('\n').append(wanted ? '+' : '-').append(tag));
        return hash.of("draft", all.toString());
    }
}
