package io.contactsync.job.plan;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.job.system.KeptMapping;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.link.Changes;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
import io.contactsync.ledger.run.KeptMappings;
import io.contactsync.ledger.state.KeyedHash;
import io.contactsync.mapping.Drafted;
import io.contactsync.mapping.Mapping;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the mapping that a link was settled with makes of its contact today. For several threads. */
final class FormerMappings {
    private final JobFile file;
    private final Instant runStart;
    private final KeptMapping today;
    private final Map<Integer, Optional<Former>> byRun = new ConcurrentHashMap<>();

    FormerMappings(JobFile file, Instant runStart) {
        this.file = file;
        this.runStart = runStart;
        this.today = KeptMapping.of(file);
    }

    private record Former(Mapping mapping, KeptMapping kept) {}

    /**
     * What would be true by the former mapping.
     *
     * @param draft what it makes of the contact
     * @param changes compares by its rules
     */
    record FormerDraft(Draft draft, Changes changes) {
        /** Whether the former mapping would send nothing: what differs comes from the job file. */
        boolean changesNothing(Link link) {
            return changes.update(draft, Objects.requireNonNull(link.targetId()), link.known(), link.phase())
                    .isEmpty();
        }

        /** The value that was sent, where the former mapping still gives it. */
        Optional<Object> sent(String field, Link link) {
            String known = link.known().fields().get(field);
            boolean same = known != null
                    && known.equals(
                            changes.sent(draft, java.util.List.of(field)).get(field));
            return same ? draft.value(field) : Optional.empty();
        }
    }

    /** The former draft of a settled link; nothing where the mapping is today's, was not kept or fails. */
    Optional<FormerDraft> draft(Link link, Contact contact, KeptMappings mappings, KeyedHash hash) {
        if (link.phase() != Phase.SETTLED) {
            return Optional.empty();
        }
        Optional<Former> former = byRun.computeIfAbsent(link.run(), run -> load(run, mappings));
        return former.flatMap(one -> one.mapping().map(contact) instanceof Drafted.Ok ok
                ? Optional.of(new FormerDraft(ok.draft(), one.kept().changes(hash)))
                : Optional.empty());
    }

    private Optional<Former> load(int run, KeptMappings mappings) {
        return mappings.of(run)
                .map(KeptMapping::read)
                .filter(kept -> !kept.equals(today))
                .flatMap(kept -> kept.compile(file, runStart).map(mapping -> new Former(mapping, kept)));
    }
}
