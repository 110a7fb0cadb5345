package io.contactsync.ledger;

import io.contactsync.contact.Draft;
import io.contactsync.contact.WriteMode;
import io.contactsync.state.KeyedHash;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/** Computes the hashes of a draft's values. Each purpose has its own key, so that hashes of different kinds differ. */
final class DraftHasher {

    private final KeyedHash hash;

    DraftHasher(KeyedHash hash) {
        this.hash = hash;
    }

    /** Returns the hash of a field, or {@link KnownState#BLANK}. */
    String of(Draft.Field field) {
        return field.isBlank() ? KnownState.BLANK : of(field.name(), Objects.requireNonNull(field.value()));
    }

    /** Returns the hash of a field's value. */
    String of(String field, Object value) {
        return hash.of("field " + field, value);
    }

    String match(String field, Object value) {
        return hash.of("match " + field, value);
    }

    /** Case, leading zeros and everything but letters and digits are ignored. */
    String claim(String field, Object value) {
        String compared = Normalizer.normalize(value.toString(), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "")
                .replaceFirst("^0+(?=.)", "");
        return hash.of("claim " + field, compared.isEmpty() ? value : compared);
    }

    /** Returns one hash over everything that is sent for a settled contact, and the rule for blank values. */
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
