package io.contactsync.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports an invalid command line: what is wrong, and how to get help. */
final class ParameterErrorHandler implements IParameterExceptionHandler {

    /** Installs this handler, and converters whose messages do not mention Java types. */
    static CommandLine install(CommandLine command) {
        ITypeConverter<Long> toLong = value -> parse(value, Long.MIN_VALUE, Long.MAX_VALUE);
        ITypeConverter<Integer> toInt = value -> Math.toIntExact(parse(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        return command.registerConverter(Long.class, toLong)
                .registerConverter(long.class, toLong)
                .registerConverter(Integer.class, toInt)
                .registerConverter(int.class, toInt)
                .setParameterExceptionHandler(new ParameterErrorHandler());
    }

    private static long parse(String value, long min, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not a whole number");
        }
        throw new TypeConversionException("'" + value + "' is too large");
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        if (command.getParent() == null) {
            command.usage(err);
        } else {
            err.println("Run '" + command.getCommandSpec().qualifiedName() + " --help' for usage.");
        }
        err.flush();
        return ExitCode.REFUSED;
    }
}
