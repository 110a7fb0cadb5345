package io.contactsync.job.verify;

import io.contactsync.contact.Draft;
import io.contactsync.contact.DraftField;
import io.contactsync.contact.Write;
import io.contactsync.contact.target.Present;
import io.contactsync.contact.target.Sighting;
import io.contactsync.job.verify.Verified.Finding;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.FieldRule;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.ledger.link.Changes;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.state.KeyedHash;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Compares what a target shows with what the ledger believes of it. Pure. */
final class Comparison {
    private final String channel;
    private final Changes changes;
    private final boolean clearsBlanks;
    private final List<String> fields;
    private final Set<String> tags;

    Comparison(JobFile file, String channel, KeyedHash hash) {
        this.channel = channel;
        this.clearsBlanks = file.blank() == JobFile.Blank.CLEAR;
        this.changes = new Changes(hash, clearsBlanks);
        this.fields = file.fields().stream()
                .filter(rule -> rule.write() == Write.ALWAYS)
                .map(FieldRule::name)
                .toList();
        this.tags = new LinkedHashSet<>(file.tags().keySet());
        if (file.onMissing() instanceof OnMissing.Tag tag) {
            tags.add(tag.name());
        }
    }

    Verified of(Link link, Sighting sighting) {
        if (sighting instanceof Sighting.Found found) {
            return of(link, found.present());
        }
        if (sighting instanceof Sighting.None) {
            return verified(link, Finding.MISSING, List.of(), List.of(), List.of(), "");
        }
        String reason = sighting instanceof Sighting.Refused refused
                ? refused.refusal().message()
                : ((Sighting.Unclear) sighting).reason();
        return verified(link, Finding.UNREAD, List.of(), List.of(), List.of(), reason);
    }

    private Verified of(Link link, Present present) {
        Known known = link.known();
        List<String> drifted = new ArrayList<>();
        for (String field : fields) {
            String believed = known.fields().get(field);
            if (believed != null && !holds(field, believed, present.fields().get(field))) {
                drifted.add(field);
            }
        }
        List<String> lost = tags.stream()
                .filter(tag -> known.tags().contains(tag) && !present.tags().contains(tag))
                .toList();
        List<String> strange = tags.stream()
                .filter(tag -> !known.tags().contains(tag) && present.tags().contains(tag))
                .toList();
        boolean same = drifted.isEmpty() && lost.isEmpty() && strange.isEmpty();
        return verified(link, same ? Finding.SAME : Finding.DRIFTED, drifted, lost, strange, "");
    }

    private boolean holds(String field, String believed, @org.jspecify.annotations.Nullable Object there) {
        boolean blank = there == null || DraftField.isBlank(there);
        if (believed.equals(Known.BLANK)) {
            return blank || !clearsBlanks;
        }
        return !blank
                && spellings(field, Objects.requireNonNull(there))
                        .anyMatch(spelling -> believed.equals(hash(field, spelling)));
    }

    /** The ways in which one value may have been sent. */
    private static Stream<Object> spellings(String field, Object there) {
        if (!field.equals("phone")) {
            return Stream.of(there);
        }
        String digits = there.toString().replaceAll("[^0-9]", "");
        return Stream.of(there, digits, "+" + digits);
    }

    private @org.jspecify.annotations.Nullable String hash(String field, Object value) {
        Draft one = new Draft("", List.of(new DraftField(field, value, Write.ALWAYS, true)), Map.of());
        return changes.sent(one, List.of(field)).get(field);
    }

    private Verified verified(
            Link link, Finding finding, List<String> drifted, List<String> lost, List<String> strange, String reason) {
        return new Verified(
                link.sourceId(),
                channel,
                Objects.requireNonNull(link.targetId()),
                finding,
                drifted,
                lost,
                strange,
                reason);
    }
}
