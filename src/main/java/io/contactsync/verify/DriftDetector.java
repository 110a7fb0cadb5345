package io.contactsync.verify;

import io.contactsync.connector.LookupResult;
import io.contactsync.contact.Draft;
import io.contactsync.contact.TargetContact;
import io.contactsync.contact.WriteMode;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.KnownState;
import io.contactsync.ledger.Link;
import io.contactsync.state.KeyedHash;
import io.contactsync.verify.VerificationResult.ContactResult.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Compares what a target shows with what the ledger believes of it. Pure. */
final class DriftDetector {
    private final String channel;
    private final ChangeDetector changes;
    private final boolean clearsBlanks;
    private final List<String> fields;
    private final Set<String> tags;

    DriftDetector(JobFile file, String channel, KeyedHash hash) {
        this.channel = channel;
        this.clearsBlanks = file.blank() == JobFile.Blank.CLEAR;
        this.changes = new ChangeDetector(hash, clearsBlanks);
        this.fields = file.fields().stream()
                .filter(rule -> rule.write() == WriteMode.ALWAYS)
                .map(JobFile.FieldRule::name)
                .toList();
        this.tags = new LinkedHashSet<>(file.tags().keySet());
        if (file.onMissing() instanceof JobFile.OnMissing.Tag tag) {
            tags.add(tag.name());
        }
    }

    VerificationResult.ContactResult of(Link link, LookupResult sighting) {
        if (sighting instanceof LookupResult.Found found) {
            return of(link, found.present());
        }
        if (sighting instanceof LookupResult.None) {
            return verified(link, Finding.MISSING, List.of(), List.of(), List.of(), "");
        }
        String reason = sighting instanceof LookupResult.Refused refused
                ? refused.refusal().message()
                : ((LookupResult.Unclear) sighting).reason();
        return verified(link, Finding.UNREAD, List.of(), List.of(), List.of(), reason);
    }

    private VerificationResult.ContactResult of(Link link, TargetContact present) {
        KnownState known = link.known();
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
        boolean blank = there == null || Draft.Field.isBlank(there);
        if (believed.equals(KnownState.BLANK)) {
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
        Draft one = new Draft("", List.of(new Draft.Field(field, value, WriteMode.ALWAYS, true)), Map.of());
        return changes.hashes(one, List.of(field)).get(field);
    }

    private VerificationResult.ContactResult verified(
            Link link, Finding finding, List<String> drifted, List<String> lost, List<String> strange, String reason) {
        return new VerificationResult.ContactResult(
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
