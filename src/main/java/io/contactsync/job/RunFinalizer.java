package io.contactsync.job;

import io.contactsync.http.FatalApiException;
import io.contactsync.ledger.Reject;
import io.contactsync.ledger.Run;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.report.ResultJson;
import io.contactsync.report.RunResult;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.run.TerminationCause;
import io.contactsync.state.LedgerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said and kept of a run when it has ended. */
final class RunFinalizer {

    private final RunContext setting;
    private final RunContextFactory.Tallies tally;

    RunFinalizer(RunContext setting, RunContextFactory.Tallies tally) {
        this.setting = setting;
        this.tally = tally;
    }

    /** What the run did; a sheet that does not balance fails it. */
    RunResult result(boolean resumed) {
        Map<String, RunResult.Channel> channels = new LinkedHashMap<>();
        List<Reject> rejects = new ArrayList<>();
        boolean balanced = true;
        for (ChannelContext channel : setting.channels()) {
            OutcomeCounts counts = channel.live().counts();
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
                setting.run().number(),
                status(cause),
                resumed,
                setting.run().started(),
                Instant.now(),
                channels,
                tally.source(),
                OutcomeCounter.warnings(
                        setting.channels().stream().map(ChannelContext::live).toList()),
                rejects,
                cause == null || TerminationCause.isStop(cause) ? null : error(cause),
                null);
    }

    private static RunResult.Status status(@Nullable Throwable cause) {
        if (cause == null) {
            return RunResult.Status.COMPLETED;
        }
        if (cause instanceof FatalApiException.TokenRefused) {
            return RunResult.Status.TOKEN_REFUSED;
        }
        return TerminationCause.isStop(cause) ? RunResult.Status.STOPPED : RunResult.Status.FAILED;
    }

    private static String error(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    /** A ledger that fails has ended the run, and must not keep it from saying so. */
    private List<Reject> rejects(ChannelContext channel, int most) {
        try {
            return channel.ledger().rejects().ofRun(most);
        } catch (LedgerException e) {
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
                setting.channels().forEach(channel -> RejectedContacts.forgetPlacesNotMet(channel.ledger()));
            }
            setting.ledger().runs().end(setting.run(), status, ResultJson.of(result));
        } catch (LedgerException e) {
            setting.ending().because(e);
            return false;
        }
        if (status == Run.Status.COMPLETED) {
            tally.delete();
        }
        return true;
    }
}
