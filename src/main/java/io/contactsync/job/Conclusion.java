package io.contactsync.job;

import io.contactsync.http.RunEnded;
import io.contactsync.job.progress.Rejected;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Ending;
import io.contactsync.job.run.Setting;
import io.contactsync.ledger.Reject;
import io.contactsync.ledger.run.Run;
import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.report.Counts;
import io.contactsync.report.ResultJson;
import io.contactsync.report.RunResult;
import io.contactsync.report.Sheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said and kept of a run when it has ended. */
final class Conclusion {

    private final Setting setting;
    private final Opening.Tallies tally;

    Conclusion(Setting setting, Opening.Tallies tally) {
        this.setting = setting;
        this.tally = tally;
    }

    /** What the run did; a sheet that does not balance fails it. */
    RunResult result(boolean resumed) {
        Map<String, RunResult.Channel> channels = new LinkedHashMap<>();
        List<Reject> rejects = new ArrayList<>();
        boolean balanced = true;
        for (ChannelRun channel : setting.channels()) {
            Counts counts = channel.live().counts();
            balanced &= counts.isBalanced();
            channels.put(channel.name(), new RunResult.Channel(counts, tally.of(channel)));
            rejects.addAll(rejects(channel, RunResult.MAX_REJECTS - rejects.size()));
        }
        if (!balanced) {
            setting.ending().because(new IllegalStateException("the sheet does not balance: " + channels));
        }
        Throwable cause = setting.ending().cause();
        return new RunResult(
                setting.file().name(),
                setting.run().no(),
                status(cause),
                resumed,
                setting.run().started(),
                Instant.now(),
                channels,
                tally.source(),
                Sheet.warnings(setting.channels().stream().map(ChannelRun::live).toList()),
                rejects,
                cause == null || Ending.isStop(cause) ? null : error(cause),
                null);
    }

    private static RunResult.Status status(@Nullable Throwable cause) {
        if (cause == null) {
            return RunResult.Status.COMPLETED;
        }
        if (cause instanceof RunEnded.TokenRefused) {
            return RunResult.Status.TOKEN_REFUSED;
        }
        return Ending.isStop(cause) ? RunResult.Status.STOPPED : RunResult.Status.FAILED;
    }

    private static String error(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    /** A ledger that fails has ended the run, and must not keep it from saying so. */
    private List<Reject> rejects(ChannelRun channel, int most) {
        try {
            return channel.ledger().rejects().ofRun(most);
        } catch (LedgerFailed e) {
            setting.ending().because(e);
            return List.of();
        }
    }

    /**
     * Writes down how the run has ended.
     *
     * @return false when that could not be written; the run has failed then
     */
    boolean keep(RunResult result) {
        Run.Status status = Run.Status.valueOf(result.status().json());
        try {
            if (status == Run.Status.COMPLETED && !setting.options().isSample()) {
                setting.channels().forEach(channel -> Rejected.forgetPlacesNotMet(channel.ledger()));
            }
            setting.ledger().runs().end(setting.run(), status, ResultJson.of(result));
        } catch (LedgerFailed e) {
            setting.ending().because(e);
            return false;
        }
        if (status == Run.Status.COMPLETED) {
            tally.delete();
        }
        return true;
    }
}
