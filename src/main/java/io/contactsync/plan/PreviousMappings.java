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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Applies the mapping with which a link was settled to the current contact. Thread-safe. */
final class PreviousMappings {
    private final JobFile file;
    private final Instant runStart;
    private final StoredMapping current;
    private final Map<Integer, Optional<Compiled>> byRun = new ConcurrentHashMap<>();

    PreviousMappings(JobFile file, Instant runStart) {
        this.file = file;
        this.runStart = runStart;
        this.current = StoredMapping.of(file);
    }

    private record Compiled(Mapping mapping, StoredMapping stored) {}

    /**
     * The draft of a previous mapping.
     *
     * @param changes the change detector of that mapping
     */
    record PreviousDraft(Draft draft, ChangeDetector changes) {
        /** Whether the previous mapping would send nothing, so that the change comes from the job file. */
        boolean isUpToDate(Link link) {
            return changes.update(draft, Objects.requireNonNull(link.targetId()), link.known(), link.state())
                    .isEmpty();
        }

        /** The value that was sent; empty if the previous mapping no longer produces it. */
        Optional<Object> valueSent(String field, Link link) {
            String known = link.known().fields().get(field);
            boolean same = known != null
                    && known.equals(changes.hashes(draft, List.of(field)).get(field));
            return same ? draft.value(field) : Optional.empty();
        }
    }

    /** The previous draft of a settled link; empty if its mapping is the current one, was not stored, or fails. */
    Optional<PreviousDraft> draft(Link link, Contact contact, MappingStore mappings, KeyedHash hash) {
        if (link.state() != Link.State.SETTLED) {
            return Optional.empty();
        }
        Optional<Compiled> previous = byRun.computeIfAbsent(link.run(), run -> load(run, mappings));
        return previous.flatMap(one -> one.mapping().map(contact) instanceof MappingResult.Ok ok
                ? Optional.of(new PreviousDraft(ok.draft(), one.stored().changeDetector(hash)))
                : Optional.empty());
    }

    private Optional<Compiled> load(int run, MappingStore mappings) {
        return mappings.get(run)
                .map(StoredMapping::read)
                .filter(stored -> !stored.equals(current))
                .flatMap(stored -> stored.compile(file, runStart).map(mapping -> new Compiled(mapping, stored)));
    }
}
