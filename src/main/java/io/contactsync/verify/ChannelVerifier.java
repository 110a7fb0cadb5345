package io.contactsync.verify;

import io.contactsync.connector.LookupResult;
import io.contactsync.connector.ReadBack;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.KnownState;
import io.contactsync.ledger.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the contacts of one channel back and compares them with the ledger. Not thread-safe. */
final class ChannelVerifier {
    private static final int PAGE_SIZE = 1_000;

    private final ChannelLedger ledger;
    private final ReadBack target;
    private final DriftDetector driftDetector;
    private final Verifier.Options options;
    private final Map<VerificationResult.ContactResult.Finding, Long> findings =
            new EnumMap<>(VerificationResult.ContactResult.Finding.class);
    private final List<VerificationResult.ContactResult> differences = new ArrayList<>();
    private OptionalLong listed = OptionalLong.empty();
    private long checked;

    ChannelVerifier(ChannelLedger ledger, ReadBack target, DriftDetector driftDetector, Verifier.Options options) {
        this.ledger = ledger;
        this.target = target;
        this.driftDetector = driftDetector;
        this.options = options;
    }

    List<VerificationResult.ContactResult> differences() {
        return differences;
    }

    /** Verifies the channel. The result has no calls; the caller adds them. */
    VerificationResult.Channel verify() {
        long links = ledger.size();
        if (links > 0) {
            listed = target.listedCount();
            if (options.sample().isPresent() && options.sample().getAsInt() < links) {
                readEach(sortedLinks(drawSample(options.sample().getAsInt())));
            } else {
                checkAll(links);
            }
        }
        return new VerificationResult.Channel(links, listed, checked, findings, Map.of());
    }

    private void checkAll(long links) {
        Set<String> seen = new HashSet<>();
        boolean listingIsCheaper = listed.isPresent() && listed.getAsLong() / target.pageSize() < links;
        if (listingIsCheaper) {
            target.forEachListed(present -> {
                String owner = ledger.sourceIdOfTarget(present.targetId()).orElse(null);
                if (owner != null && seen.add(owner)) {
                    add(link(owner), new LookupResult.Found(present));
                }
            });
        }
        eachPage(page -> readEach(
                page.stream().filter(link -> !seen.contains(link.sourceId())).toList()));
    }

    private Link link(String sourceId) {
        return Objects.requireNonNull(ledger.links(List.of(sourceId)).get(sourceId));
    }

    private Collection<Link> sortedLinks(Set<String> sample) {
        return new TreeMap<>(ledger.links(sample)).values();
    }

    /** Draws a uniform random sample without replacement (reservoir sampling). */
    private Set<String> drawSample(int size) {
        Random random = new Random(options.seed());
        List<String> sample = new ArrayList<>();
        long[] read = {0};
        eachPage(page -> page.forEach(link -> {
            read[0]++;
            if (sample.size() < size) {
                sample.add(link.sourceId());
            } else {
                long place = random.nextLong(read[0]);
                if (place < size) {
                    sample.set((int) place, link.sourceId());
                }
            }
        }));
        return new TreeSet<>(sample);
    }

    private void eachPage(Consumer<List<Link>> action) {
        String after = "";
        for (List<Link> page = ledger.linksPage(after, PAGE_SIZE);
                !page.isEmpty();
                page = ledger.linksPage(after, PAGE_SIZE)) {
            action.accept(page);
            after = page.get(page.size() - 1).sourceId();
        }
    }

    /** Reads several contacts at once, to use the rate limit despite the latency, and adds the results in order. */
    private void readEach(Collection<Link> links) {
        OrderedParallelCalls.forEach(
                links,
                target.maxConcurrentReads(),
                link -> target.read(Objects.requireNonNull(link.targetId())),
                this::add);
    }

    private void add(Link link, LookupResult lookup) {
        VerificationResult.ContactResult verified = driftDetector.compare(link, lookup);
        checked++;
        findings.merge(verified.finding(), 1L, Long::sum);
        if (verified.finding() != VerificationResult.ContactResult.Finding.SAME) {
            differences.add(verified);
            if (options.onDrift() == Verifier.Options.OnDrift.FORGET) {
                forgetDrift(link, verified);
            }
        }
    }

    private void forgetDrift(Link link, VerificationResult.ContactResult verified) {
        if (verified.finding() == VerificationResult.ContactResult.Finding.MISSING) {
            ledger.drop(link.sourceId(), "gone from the target: " + verified.targetId());
        } else if (verified.finding() == VerificationResult.ContactResult.Finding.DRIFTED) {
            Map<String, String> fields = new TreeMap<>(link.known().fields());
            fields.keySet().removeAll(verified.fields());
            KnownState known = new KnownState(fields, link.known().tags())
                    .withTags(verified.unexpectedTags())
                    .withoutTags(verified.missingTags());
            Link forgotten = new Link(
                    link.sourceId(),
                    link.targetId(),
                    link.state(),
                    known,
                    "",
                    link.run(),
                    link.outcome(),
                    link.intendedAt());
            ledger.put(forgotten, null, "drifted, to be sent again: " + DifferenceText.of(verified));
        }
    }
}
