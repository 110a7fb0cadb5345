package io.contactsync.job;

import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Link;
import io.contactsync.ledger.ReadOnlyLedger;
import io.contactsync.ledger.Reject;
import io.contactsync.state.StateDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The contacts that are refused as things stand.
 *
 * @param byChannel those that can be read again, by the channel that refused them
 * @param unreadable what was rejected without an id, named by where it stood: only a whole run comes upon it again
 */
public record RejectedContacts(Map<String, List<String>> byChannel, List<String> unreadable) {
    private static final int PAGE = 1_000;
    private static final Pattern PLACE = Pattern.compile("line \\d+|first contact|behind contact .*");

    /**
     * Reads them from a job's ledger.
     *
     * @param state the directory it is in
     * @param file the job
     * @return them, or nothing when the job has never run
     */
    public static Optional<RejectedContacts> of(StateDirectory state, JobFile file) {
        Optional<ReadOnlyLedger> history = ReadOnlyLedger.open(state, file.name());
        if (history.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> byChannel = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        try (ReadOnlyLedger open = history.get()) {
            open.forEachReject(reject -> {
                if (isPlace(reject)) {
                    unreadable.add(reject.sourceId());
                } else {
                    byChannel
                            .computeIfAbsent(reject.channel(), channel -> new ArrayList<>())
                            .add(reject.sourceId());
                }
            });
        }
        return Optional.of(new RejectedContacts(byChannel, unreadable));
    }

    private static boolean isPlace(Reject reject) {
        return PLACE.matcher(reject.sourceId()).matches();
    }

    /**
     * Forgets what earlier runs rejected by the place where it stood: a whole run has come to its end without meeting
     * it, and nothing else would ever take it off the list.
     *
     * @param ledger a channel's part of the ledger, with the run that has just been done
     */
    public static void forgetPlacesNotMet(ChannelLedger ledger) {
        List<String> notMet = new ArrayList<>();
        String after = "";
        for (List<Reject> page = ledger.rejects().page(after, PAGE);
                !page.isEmpty();
                page = ledger.rejects().page(after, PAGE)) {
            page.stream()
                    .filter(reject -> isPlace(reject) && reject.run() != ledger.run())
                    .forEach(reject -> notMet.add(reject.sourceId()));
            after = page.get(page.size() - 1).sourceId();
        }
        if (!notMet.isEmpty()) {
            ledger.rejects().delete(notMet);
        }
    }

    /**
     * Gives the open creates of these contacts up, so that they are sent again although they may have been done.
     *
     * @param state the directory of the job's ledger
     * @param file the job
     * @return how many were open
     */
    public int giveUpOpenCreates(StateDirectory state, JobFile file) {
        int open = 0;
        try (JobLedger ledger = JobLedger.open(state, file.name())) {
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
