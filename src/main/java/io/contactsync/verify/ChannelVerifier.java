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

/** Reads one channel back. */
final class ChannelVerifier {
    private static final int PAGE = 1_000;

    private final ChannelLedger ledger;
    private final ReadBack target;
    private final DriftDetector comparison;
    private final Verifier.Options scope;
    private final Map<VerificationResult.ContactResult.Finding, Long> findings =
            new EnumMap<>(VerificationResult.ContactResult.Finding.class);
    private final List<VerificationResult.ContactResult> differences = new ArrayList<>();
    private OptionalLong listed = OptionalLong.empty();
    private long checked;

    ChannelVerifier(ChannelLedger ledger, ReadBack target, DriftDetector comparison, Verifier.Options scope) {
        this.ledger = ledger;
        this.target = target;
        this.comparison = comparison;
        this.scope = scope;
    }

    List<VerificationResult.ContactResult> differences() {
        return differences;
    }

    /** Reads back; the calls are counted by whoever opened the target. */
    VerificationResult.Channel check() {
        long links = ledger.size();
        if (links > 0) {
            listed = target.listed();
            if (scope.sample().isPresent() && scope.sample().getAsInt() < links) {
                readAll(ids(draw(scope.sample().getAsInt())));
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
                    take(link(owner), new LookupResult.Found(present));
                }
            });
        }
        eachPage(page -> readAll(
                page.stream().filter(link -> !seen.contains(link.sourceId())).toList()));
    }

    private Link link(String sourceId) {
        return Objects.requireNonNull(ledger.links(List.of(sourceId)).get(sourceId));
    }

    private Collection<Link> ids(Set<String> drawn) {
        return new TreeMap<>(ledger.links(drawn)).values();
    }

    /** A random sample without repetition, each contact as likely as any other (reservoir sampling). */
    private Set<String> draw(int size) {
        Random random = new Random(scope.seed());
        List<String> drawn = new ArrayList<>();
        long[] met = {0};
        eachPage(page -> page.forEach(link -> {
            met[0]++;
            if (drawn.size() < size) {
                drawn.add(link.sourceId());
            } else {
                long place = random.nextLong(met[0]);
                if (place < size) {
                    drawn.set((int) place, link.sourceId());
                }
            }
        }));
        return new TreeSet<>(drawn);
    }

    private void eachPage(Consumer<List<Link>> taker) {
        String after = "";
        for (List<Link> page = ledger.linksPage(after, PAGE); !page.isEmpty(); page = ledger.linksPage(after, PAGE)) {
            taker.accept(page);
            after = page.get(page.size() - 1).sourceId();
        }
    }

    /** Many at once, so that latency does not starve the quota; what they show is taken in the order of the links. */
    private void readAll(Collection<Link> links) {
        OrderedParallelCalls.read(
                links, target.mostAtOnce(), link -> target.read(Objects.requireNonNull(link.targetId())), this::take);
    }

    private void take(Link link, LookupResult sighting) {
        VerificationResult.ContactResult verified = comparison.of(link, sighting);
        checked++;
        findings.merge(verified.finding(), 1L, Long::sum);
        if (verified.finding() != VerificationResult.ContactResult.Finding.SAME) {
            differences.add(verified);
            if (scope.afterwards() == Verifier.Options.Afterwards.FORGET) {
                forget(link, verified);
            }
        }
    }

    private void forget(Link link, VerificationResult.ContactResult verified) {
        if (verified.finding() == VerificationResult.ContactResult.Finding.MISSING) {
            ledger.drop(link.sourceId(), "gone from the target: " + verified.targetId());
        } else if (verified.finding() == VerificationResult.ContactResult.Finding.DRIFTED) {
            Map<String, String> fields = new TreeMap<>(link.known().fields());
            fields.keySet().removeAll(verified.fields());
            KnownState known = new KnownState(fields, link.known().tags())
                    .withTags(verified.strangeTags())
                    .withoutTags(verified.lostTags());
            Link forgotten = new Link(
                    link.sourceId(),
                    link.targetId(),
                    link.state(),
                    known,
                    "",
                    link.run(),
                    link.outcome(),
                    link.intendedAt());
            ledger.put(forgotten, null, "drifted, to be sent again: " + DifferenceText.words(verified));
        }
    }
}
