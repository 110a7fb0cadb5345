package io.contactsync.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said to somebody whose command line was not understood: what is wrong, and where to read more. */
final class WrongUsage implements IParameterExceptionHandler {

    /** Has a command line say in everybody's words what is wrong with it. */
    static CommandLine heardBy(CommandLine command) {
        ITypeConverter<Long> toLong = value -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
        ITypeConverter<Integer> toInt = value -> Math.toIntExact(whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        return command.registerConverter(Long.class, toLong)
                .registerConverter(long.class, toLong)
                .registerConverter(Integer.class, toInt)
                .registerConverter(int.class, toInt)
                .setParameterExceptionHandler(new WrongUsage());
    }

    private static long whole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is no whole number");
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
            err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells what it takes");
        }
        err.flush();
        return ExitCode.REFUSED;
    }
}
