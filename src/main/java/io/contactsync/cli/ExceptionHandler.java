package io.contactsync.cli;

import io.contactsync.connector.EndpointUnusableException;
import io.contactsync.http.FatalApiException;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.yaml.JobFileException;
import io.contactsync.report.ResultJson;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.DiskFullException;
import io.contactsync.support.DiskSpace;
import io.contactsync.support.FatalErrorHandler;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns the exception of a command into an exit code and a message. */
final class ExceptionHandler implements IExecutionExceptionHandler {

    /** The exit code for an exception; {@link ExitCode#STOPPED} for every unexpected one. */
    static int exitCode(Throwable failure) {
        if (failure instanceof LedgerException.InUse) {
            return ExitCode.RUNNING;
        }
        if (failure instanceof FatalApiException.TokenRefused) {
            return ExitCode.TOKEN_REFUSED;
        }
        boolean refused = failure instanceof JobFileException
                || failure instanceof EndpointUnusableException
                || failure instanceof JobRunner.RefusedException
                || failure instanceof UnknownJobException
                || failure instanceof LedgerException.Unusable;
        return refused ? ExitCode.REFUSED : ExitCode.STOPPED;
    }

    /** Whether the exception is one of the program's own, whose message is written for users. */
    static boolean isExpected(Throwable failure) {
        return failure.getClass().getName().startsWith("io.contactsync.") && failure.getMessage() != null;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        FatalErrorHandler.check(failure);
        if (exitCode(failure) == ExitCode.STOPPED) {
            FatalErrorHandler.checkMemory();
        }
        if (DiskSpace.isExhausted(failure)
                && !String.valueOf(failure.getMessage()).contains(DiskSpace.NO_SPACE_LEFT)) {
            return handleExecutionException(new DiskFullException(stateDirectory(command), failure), command, parsed);
        }
        if (isExpected(failure)) {
            command.getErr().println(failure.getMessage());
            if (command.getParseResult().hasMatchedOption("--json")) {
                command.getOut().println(json(command.getParseResult(), failure));
                command.getOut().flush();
            }
        } else {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return exitCode(failure);
    }

    /** Where most files are that a command writes; an exception may not name its file. */
    private static Path stateDirectory(CommandLine command) {
        return StateDirectory.locate(
                command.getParseResult().matchedOptionValue("--state", (Path) null), System.getenv());
    }

    private static String json(ParseResult command, Exception failure) {
        Object job = command.matchedPositionalValue(0, "");
        String error = String.valueOf(failure.getMessage());
        int code = exitCode(failure);
        return code == ExitCode.REFUSED || code == ExitCode.RUNNING
                ? ResultJson.refused(job.toString(), error)
                : ResultJson.failed(job.toString(), error);
    }
}
