package dev.cairn.wal.cli;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.OneLine;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// What a program says and how it ends when a command fails: one line on standard error, and an [ExitCode].
///
/// A stack trace is for whoever works on the program: `--debug` shows it. Thread-safe.
public final class Failures
        implements IExecutionExceptionHandler, IParameterExceptionHandler, Thread.UncaughtExceptionHandler {
    private static final String DEBUG = "--debug";
    private static final Pattern EXERCISE = Pattern.compile("exercise [0-9]+[.][0-9]+ is not done yet");

    private final StandardStreams streams;

    private Failures(StandardStreams streams) {
        this.streams = streams;
    }

    /// Has all commands of `program` fail in this way and print to `streams`, and adds `--debug` to them. To be
    /// called when it has all its sub-commands.
    public static CommandLine handledOn(CommandLine program, StandardStreams streams) {
        Failures failures = new Failures(streams);
        program.getCommandSpec()
                .addOption(OptionSpec.builder(DEBUG)
                        .description("Shows where in the program a failure came from.")
                        .scopeType(ScopeType.INHERIT)
                        .build());
        return program.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, streams.err().charset()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    /// Ends the process when a thread dies of a failure: whoever waits for that thread would wait for ever. A
    /// full memory is left to the Java virtual machine (`-XX:+ExitOnOutOfMemoryError`, exit code 3), which needs
    /// none to say so.
    public static void endProcessOnFaultsOf(StandardStreams streams) {
        Thread.setDefaultUncaughtExceptionHandler(new Failures(streams));
    }

    /// Whether `--debug` was asked of the program of which `command` is a part, and which is running.
    public static boolean isDebugging(CommandSpec command) {
        return command.root().commandLine().getParseResult().originalArgs().contains(DEBUG);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof UnsupportedOperationException missing && isExercise(missing)) {
            streams.err().println(OneLine.of(missingFrom(missing)));
            Runtime.getRuntime().halt(ExitCode.NEGATIVE.code());
        }
        streams.err().println(OneLine.of(faultOfProgram(failure)));
        failure.printStackTrace(streams.err());
        Runtime.getRuntime().halt(ExitCode.BUG.code());
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        ExitCode code = codeOf(failure);
        if (code != ExitCode.OUTPUT_CLOSED) {
            streams.err().println(OneLine.of(messageOf(failure, command.getCommandSpec())));
        }
        if (parsed.originalArgs().contains(DEBUG)) {
            failure.printStackTrace(streams.err());
        }
        return code.code();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        String command =
                failure.getCommandLine().getCommandSpec().qualifiedName().strip();
        String said = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : plain(String.valueOf(failure.getMessage()));
        String help = command.isEmpty() ? "help" : command + " --help";
        streams.err().println(OneLine.of(said + "; see '" + help + "'"));
        return ExitCode.USAGE.code();
    }

    private static ExitCode codeOf(Exception failure) {
        return switch (failure) {
            case StoreException store -> ExitCode.of(store);
            case IOException output when isClosedPipe(output) -> ExitCode.OUTPUT_CLOSED;
            case IOException _ -> ExitCode.ENVIRONMENT;
            case UnsupportedOperationException missing when isExercise(missing) -> ExitCode.NEGATIVE;
            default -> ExitCode.BUG;
        };
    }

    /// Commands let an [IOException] pass only where they write to standard output.
    private static String messageOf(Exception failure, CommandSpec command) {
        return switch (failure) {
            case StoreException.Corrupt corrupt -> corrupt.getMessage() + "; restore a backup, or " + mending(command);
            case StoreException store -> store.getMessage() + advice(store, command);
            case IOException output -> "cannot write to standard output: " + output.getMessage();
            case UnsupportedOperationException missing when isExercise(missing) -> missingFrom(missing);
            default -> faultOfProgram(failure);
        };
    }

    /// What the source of the command's store says.
    private static String advice(StoreException failure, CommandSpec command) {
        return command.mixins().values().stream()
                .flatMap(mixin -> mixin.userObject() instanceof StoreSource source
                        ? source.advice(failure).stream()
                        : Stream.empty())
                .findFirst()
                .map(advice -> "; " + advice)
                .orElse("");
    }

    /// What the engine says whose store the command has found.
    private static String mending(CommandSpec command) {
        return directories(command)
                .flatMap(directory -> directory.found().stream())
                .findFirst()
                .map(Engine::mending)
                .orElse("save what can be read with 'cairn db dump --salvage'");
    }

    private static Stream<StoreDirectory> directories(CommandSpec command) {
        return command.mixins().values().stream()
                .flatMap(mixin -> mixin.userObject() instanceof StoreDirectory directory
                        ? Stream.of(directory)
                        : directories(mixin));
    }

    /// Whether what is not there is an exercise that a student has not written yet. It says so itself.
    public static boolean isExercise(UnsupportedOperationException missing) {
        return EXERCISE.matcher(String.valueOf(missing.getMessage())).matches();
    }

    private static String missingFrom(UnsupportedOperationException missing) {
        return missing.getMessage() + ", and this needs it: './cairn learn next' says what to write first";
    }

    private static String faultOfProgram(Throwable failure) {
        return "this is a fault of the program itself: " + failure + "; please report it with what " + DEBUG + " shows";
    }

    private static boolean isClosedPipe(IOException output) {
        return String.valueOf(output.getMessage()).contains("Broken pipe");
    }

    /// picocli's words, for a reader who knows no Java.
    private static String plain(String message) {
        return Character.toLowerCase(message.charAt(0))
                + message.substring(1).replaceAll("is not an? (long|int)$", "is not a whole number");
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        List<String> unmatched = failure.getUnmatched();
        Optional<String> option =
                unmatched.stream().filter(word -> word.startsWith("-")).findFirst();
        boolean hasCommands = !failure.getCommandLine().getSubcommands().isEmpty();
        String what = option.isPresent() ? "option" : hasCommands ? "command" : "argument";
        List<String> suggestions = failure.getSuggestions();
        String hint = suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)";
        return "unknown " + what + " '" + option.orElse(unmatched.getFirst()) + "'" + hint;
    }
}
