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

/** Builds and stores the result of a run that has ended. */
final class RunFinalizer {

    private final RunContext context;
    private final RunContextFactory.CallTotals callTotals;

    RunFinalizer(RunContext context, RunContextFactory.CallTotals callTotals) {
        this.context = context;
        this.callTotals = callTotals;
    }

    /** The result of the run. The run fails if its counts do not balance. */
    RunResult result(boolean resumed) {
        Map<String, RunResult.Channel> channels = new LinkedHashMap<>();
        List<Reject> rejects = new ArrayList<>();
        boolean balanced = true;
        for (ChannelContext channel : context.channels()) {
            OutcomeCounts counts = channel.counter().counts();
            balanced &= counts.isBalanced();
            channels.put(channel.name(), new RunResult.Channel(counts, callTotals.of(channel)));
            rejects.addAll(rejects(channel, RunResult.MAX_REJECTS - rejects.size()));
        }
        if (!balanced) {
            context.terminationCause().set(new IllegalStateException("the counts do not balance: " + channels));
        }
        Throwable cause = context.terminationCause().get();
        return new RunResult(
                context.file().name(),
                context.run().number(),
                status(cause),
                resumed,
                context.run().started(),
                Instant.now(),
                channels,
                callTotals.source(),
                OutcomeCounter.warnings(
                        context.channels().stream().map(ChannelContext::counter).toList()),
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

    private String error(Throwable cause) {
        Throwable shown =
                context.ledger().causeOf(cause).<Throwable>map(known -> known).orElse(cause);
        String message = shown.getMessage();
        return message == null ? shown.toString() : message;
    }

    /** A failed ledger ends the run, but must not prevent its result. */
    private List<Reject> rejects(ChannelContext channel, int max) {
        try {
            return channel.ledger().rejects().ofRun(max);
        } catch (LedgerException e) {
            context.terminationCause().set(e);
            return List.of();
        }
    }

    /**
     * Stores the result in the ledger.
     *
     * @return false if it cannot be stored; the run has then failed
     */
    boolean store(RunResult result) {
        Run.Status status = Run.Status.valueOf(result.status().json());
        try {
            if (status == Run.Status.COMPLETED && !context.options().isSample()) {
                context.channels().forEach(channel -> RejectedContacts.clearStaleRows(channel.ledger()));
            }
            context.ledger().runs().end(context.run(), status, ResultJson.of(result));
        } catch (LedgerException e) {
            context.terminationCause().set(e);
            return false;
        }
        if (status == Run.Status.COMPLETED) {
            callTotals.delete();
        }
        return true;
    }
}
