package io.contactsync.verify;

import io.contactsync.connector.LookupResult;
import io.contactsync.contact.Draft;
import io.contactsync.contact.TargetContact;
import io.contactsync.contact.WriteMode;
import io.contactsync.http.ApiResult;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.KnownState;
import io.contactsync.ledger.Link;
import io.contactsync.state.KeyedHash;
import io.contactsync.support.UnicodeText;
import io.contactsync.verify.VerificationResult.ContactResult.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the contacts of a target with the ledger. Has no side effects; thread-safe. */
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

    VerificationResult.ContactResult compare(Link link, LookupResult lookup) {
        if (lookup instanceof LookupResult.Found found) {
            return compare(link, found.contact());
        }
        if (lookup instanceof LookupResult.NotFound) {
            return result(link, Finding.MISSING, List.of(), List.of(), List.of(), "");
        }
        String reason = lookup instanceof LookupResult.Refused refused
                ? UnicodeText.truncate(refused.refusal().message(), ApiResult.MAX_MESSAGE_LENGTH)
                : ((LookupResult.Unclear) lookup).reason();
        return result(link, Finding.UNREAD, List.of(), List.of(), List.of(), reason);
    }

    private VerificationResult.ContactResult compare(Link link, TargetContact present) {
        KnownState known = link.known();
        List<String> drifted = new ArrayList<>();
        for (String field : fields) {
            String expected = known.fields().get(field);
            if (expected != null && !matches(field, expected, present.fields().get(field))) {
                drifted.add(field);
            }
        }
        List<String> missing = tags.stream()
                .filter(tag -> known.tags().contains(tag) && !present.tags().contains(tag))
                .toList();
        List<String> unexpected = tags.stream()
                .filter(tag -> !known.tags().contains(tag) && present.tags().contains(tag))
                .toList();
        boolean same = drifted.isEmpty() && missing.isEmpty() && unexpected.isEmpty();
        return result(link, same ? Finding.SAME : Finding.DRIFTED, drifted, missing, unexpected, "");
    }

    private boolean matches(String field, String expected, @Nullable Object actual) {
        boolean blank = actual == null || Draft.Field.isBlank(actual);
        if (expected.equals(KnownState.BLANK)) {
            return blank || !clearsBlanks;
        }
        return !blank
                && variants(field, Objects.requireNonNull(actual))
                        .anyMatch(variant -> expected.equals(hash(field, variant)));
    }

    /** The forms in which a value may have been sent. */
    private static Stream<Object> variants(String field, Object actual) {
        if (!field.equals("phone")) {
            return Stream.of(actual);
        }
        String digits = actual.toString().replaceAll("[^0-9]", "");
        return Stream.of(actual, digits, "+" + digits);
    }

    private @Nullable String hash(String field, Object value) {
        Draft one = new Draft("", List.of(new Draft.Field(field, value, WriteMode.ALWAYS, true)), Map.of());
        return changes.hashes(one, List.of(field)).get(field);
    }

    private VerificationResult.ContactResult result(
            Link link,
            Finding finding,
            List<String> drifted,
            List<String> missing,
            List<String> unexpected,
            String reason) {
        return new VerificationResult.ContactResult(
                link.sourceId(),
                channel,
                Objects.requireNonNull(link.targetId()),
                finding,
                drifted,
                missing,
                unexpected,
                reason);
    }
}
