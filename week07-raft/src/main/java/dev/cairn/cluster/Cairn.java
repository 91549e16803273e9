package dev.cairn.cluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The `cairn` program: puts the commands of all weeks together.
///
/// Exit codes: 0 ok, 1 not found or check failed, 2 usage, 3 environment, 4 corruption.
@Command(
        name = "cairn",
        description = "A distributed key-value store, and the course that builds it.",
        mixinStandardHelpOptions = true,
        versionProvider = Cairn.Version.class)
public final class Cairn {

    private static final int EXIT_USAGE = 2;

    private Cairn() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The program as a value, for [#main] and for tests.
    static CommandLine commandLine() {
        var commandLine = new CommandLine(new Cairn());
        commandLine.setExecutionStrategy(parsed -> {
            if (parsed.originalArgs().isEmpty()) {
                commandLine.usage(commandLine.getErr());
                return EXIT_USAGE;
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        return commandLine;
    }

    /// Reads the version that the build wrote into the jar.
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Cairn.class.getPackage().getImplementationVersion();
            return new String[] {"cairn " + (version == null ? "(development)" : version)};
        }
    }
}
