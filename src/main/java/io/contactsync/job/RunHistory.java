package io.contactsync.job;

import io.contactsync.ledger.Run;
import io.contactsync.run.RunContext;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the ledger knows of the time before a part of a run. */
public final class RunHistory {

    private final RunContext setting;
    private final boolean resumed;

    RunHistory(RunContext setting, boolean resumed) {
        this.setting = setting;
        this.resumed = resumed;
    }

    /**
     * The whole run that ended last.
     *
     * @return the run itself as it stood, when it was resumed; nothing when there was none
     */
    public Optional<Run> last() {
        return resumed ? Optional.of(setting.run()) : before();
    }

    private Optional<Run> before() {
        return setting.ledger().runs().before(setting.run().number());
    }

    /**
     * What the job's other runs did.
     *
     * @return their results as JSON, by their numbers
     */
    public Map<Integer, String> otherResults() {
        return setting.ledger().runs().summaries(setting.run().number());
    }

    /**
     * About how many contacts there should be.
     *
     * @return the links of the channel that has most, or nothing when the whole run before was not done
     */
    public OptionalLong links() {
        if (before().filter(run -> run.status() == Run.Status.COMPLETED).isEmpty()) {
            return OptionalLong.empty();
        }
        int links = setting.channels().stream()
                .mapToInt(channel -> channel.ledger().size())
                .max()
                .orElse(0);
        return links == 0 ? OptionalLong.empty() : OptionalLong.of(links);
    }
}
