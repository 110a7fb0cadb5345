package io.contactsync.job;

import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Link;
import io.contactsync.ledger.ReadOnlyLedger;
import io.contactsync.ledger.Reject;
import io.contactsync.run.RunOptions;
import io.contactsync.state.StateDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The contacts that are currently rejected.
 *
 * @param byChannel the ids of those that can be read again, by channel
 * @param withoutId the positions of rejected rows without an id, which only a full run reads again
 */
public record RejectedContacts(Map<String, List<String>> byChannel, List<String> withoutId) {
    private static final int PAGE = 1_000;
    private static final Pattern POSITION = Pattern.compile(
            "line \\d+|first contact|behind contact .*|item \\d+ (?:at the start|behind contact .*)", Pattern.DOTALL);

    /** Reads the rejects from a job's ledger; empty if the job has never run. */
    public static Optional<RejectedContacts> of(StateDirectory state, JobFile file) {
        Optional<ReadOnlyLedger> history = ReadOnlyLedger.open(state, file.name());
        if (history.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> byChannel = new LinkedHashMap<>();
        List<String> withoutId = new ArrayList<>();
        try (ReadOnlyLedger open = history.get()) {
            open.forEachReject(reject -> {
                if (isPosition(reject)) {
                    withoutId.add(reject.sourceId());
                } else {
                    byChannel
                            .computeIfAbsent(reject.channel(), channel -> new ArrayList<>())
                            .add(reject.sourceId());
                }
            });
        }
        return Optional.of(new RejectedContacts(byChannel, withoutId));
    }

    private static boolean isPosition(Reject reject) {
        return POSITION.matcher(reject.sourceId()).matches();
    }

    /**
     * Removes the rejects of rows without an id that the completed full run has not rejected again. Nothing else would
     * ever remove them.
     */
    static void clearStaleRows(ChannelLedger ledger) {
        List<String> stale = new ArrayList<>();
        String after = "";
        for (List<Reject> page = ledger.rejects().page(after, PAGE);
                !page.isEmpty();
                page = ledger.rejects().page(after, PAGE)) {
            page.stream()
                    .filter(reject -> isPosition(reject) && reject.run() != ledger.run())
                    .forEach(reject -> stale.add(reject.sourceId()));
            after = page.get(page.size() - 1).sourceId();
        }
        if (!stale.isEmpty()) {
            ledger.rejects().delete(stale);
        }
    }

    /**
     * Drops the unsettled creates of these contacts, so that they are sent again although they may have been done.
     *
     * @param options the options of the retry that is to send them
     * @return the number of creates that were dropped
     * @throws JobRunner.RefusedException if the retry would be refused
     */
    public int dropOpenCreates(StateDirectory state, JobFile file, RunOptions options) {
        int open = 0;
        try (JobLedger ledger = JobLedger.open(state, file.name(), RestoredLedger.recovery(file))) {
            RestoredLedger.check(file, options, ledger);
            for (Map.Entry<String, List<String>> channel : byChannel.entrySet()) {
                ChannelLedger part = ledger.channel(channel.getKey(), 0);
                for (Link link : part.links(channel.getValue()).values()) {
                    if (link.state() == Link.State.INTENDED) {
                        part.drop(link.sourceId(), "create in doubt, to be sent again");
                        open++;
                    }
                }
            }
        }
        return open;
    }
}
