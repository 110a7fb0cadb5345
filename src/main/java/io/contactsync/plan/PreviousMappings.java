package io.contactsync.plan;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.job.StoredMapping;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.Link;
import io.contactsync.ledger.MappingStore;
import io.contactsync.mapping.Mapping;
import io.contactsync.mapping.MappingResult;
import io.contactsync.state.KeyedHash;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the mapping that a link was settled with makes of its contact today. For several threads. */
final class PreviousMappings {
    private final JobFile file;
    private final Instant runStart;
    private final StoredMapping today;
    private final Map<Integer, Optional<Former>> byRun = new ConcurrentHashMap<>();

    PreviousMappings(JobFile file, Instant runStart) {
        this.file = file;
        this.runStart = runStart;
        this.today = StoredMapping.of(file);
    }

    private record Former(Mapping mapping, StoredMapping kept) {}

    /**
     * What would be true by the former mapping.
     *
     * @param draft what it makes of the contact
     * @param changes compares by its rules
     */
    record FormerDraft(Draft draft, ChangeDetector changes) {
        /** Whether the former mapping would send nothing: what differs comes from the job file. */
        boolean changesNothing(Link link) {
            return changes.update(draft, Objects.requireNonNull(link.targetId()), link.known(), link.state())
                    .isEmpty();
        }

        /** The value that was sent, where the former mapping still gives it. */
        Optional<Object> sent(String field, Link link) {
            String known = link.known().fields().get(field);
            boolean same = known != null
                    && known.equals(
                            changes.hashes(draft, java.util.List.of(field)).get(field));
            return same ? draft.value(field) : Optional.empty();
        }
    }

    /** The former draft of a settled link; nothing where the mapping is today's, was not kept or fails. */
    Optional<FormerDraft> draft(Link link, Contact contact, MappingStore mappings, KeyedHash hash) {
        if (link.state() != Link.State.SETTLED) {
            return Optional.empty();
        }
        Optional<Former> former = byRun.computeIfAbsent(link.run(), run -> load(run, mappings));
        return former.flatMap(one -> one.mapping().map(contact) instanceof MappingResult.Ok ok
                ? Optional.of(new FormerDraft(ok.draft(), one.kept().changes(hash)))
                : Optional.empty());
    }

    private Optional<Former> load(int run, MappingStore mappings) {
        return mappings.get(run)
                .map(StoredMapping::read)
                .filter(kept -> !kept.equals(today))
                .flatMap(kept -> kept.compile(file, runStart).map(mapping -> new Former(mapping, kept)));
    }
}
