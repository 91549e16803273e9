package dev.cairn.workbook.cli;

import dev.cairn.workbook.edition.EditionException;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.zoo.BrokenEntryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said and how it ends when a command fails: a line on standard error, and an [Ending].
record LearnFailures(Talk talk) implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String DEBUG = "--debug";

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        Ending ending = endingOf(failure);
        talk.wipe();
        talk.err().println("cairn: " + messageOf(failure));
        if (ending == Ending.BUG || parsed.originalArgs().contains(DEBUG)) {
            failure.printStackTrace(talk.err());
        }
        return ending.code();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String said = failure instanceof UnmatchedArgumentException unmatched
                ? "there is no '" + unmatched.getUnmatched().getFirst() + "' here"
                : String.valueOf(failure.getMessage());
        talk.err().println("cairn: " + said + "; see '" + command + " --help'");
        return Ending.USAGE.code();
    }

    private static Ending endingOf(Exception failure) {
        return switch (failure) {
            case CourseException course ->
                course.fault() == CourseException.Fault.REQUEST ? Ending.USAGE : Ending.ENVIRONMENT;
            case EditionException _ -> Ending.ENVIRONMENT;
            case BrokenEntryException _ -> Ending.NEGATIVE;
            default -> Ending.BUG;
        };
    }

    private static String messageOf(Exception failure) {
        return endingOf(failure) == Ending.BUG
                ? "this is a fault of the program itself: " + failure + "; please report it"
                : String.valueOf(failure.getMessage());
    }
}
