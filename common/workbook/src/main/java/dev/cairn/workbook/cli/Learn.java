package dev.cairn.workbook.cli;

import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.ModuleLayout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/// The program `cairn learn`: the course's commands put together.
@Command(
        name = "cairn learn",
        description = "Takes you through the course: what to write, whether it is right, and help where you are stuck.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn learn start ../my-cairn    makes your own edition, with the exercises empty",
            "  cairn learn next                 what to write now, and where",
            "  cairn learn check                whether it is right",
            "  cairn learn hint 1.4             a nudge, then the idea, then a sketch",
            "  cairn learn status               how far you are",
            "",
            "Exit codes:",
            "  0  done",
            "  1  a check said no, or something does not compile",
            "  2  the request is at fault",
            "  3  a file, a right, Maven or the Java installation is at fault"
        })
public final class Learn {
    /// Where the launcher says which tree it belongs to.
    private static final String ROOT = "cairn.root";

    private Learn() {}

    /// Runs the program and ends the process.
    public static void main(String[] arguments) {
        Talk talk = Talk.ofProcess();
        System.exit(commandLine(talk, Learn::root).execute(arguments));
    }

    /// The program as a value.
    static CommandLine commandLine(Talk talk, Supplier<Path> root) {
        Supplier<Workspace> workspace = () -> Workspace.open(root.get());
        CommandLine program = new CommandLine(new Learn());
        List<Object> commands = List.of(
                new StartCommand(talk, workspace),
                new GuideCommands.Status(talk, workspace),
                new GuideCommands.Next(talk, workspace),
                new CheckCommand(talk, workspace),
                new GuideCommands.Hint(talk, workspace),
                new BodyCommands.Reset(talk, workspace),
                new BodyCommands.Diff(talk, workspace),
                new BodyCommands.Solution(talk, workspace),
                new ReplayCommand(talk, workspace),
                new ZooCommand(talk, workspace));
        commands.forEach(program::addSubcommand);
        program.getCommandSpec()
                .addOption(option("Shows this help.", "-h", "--help")
                        .usageHelp(true)
                        .build());
        program.getCommandSpec()
                .addOption(option("Shows where in the program a failure came from.", "--debug")
                        .build());
        program.setExecutionStrategy(parsed -> {
            if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
                program.usage(program.getErr());
                return Ending.USAGE.code();
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        LearnFailures failures = new LearnFailures(talk);
        return program.setOut(new PrintWriter(talk.out(), true, talk.out().charset()))
                .setErr(new PrintWriter(talk.err(), true, talk.err().charset()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static OptionSpec.Builder option(String description, String... names) {
        return OptionSpec.builder(names).description(description).scopeType(ScopeType.INHERIT);
    }

    private static Path root() {
        return Optional.ofNullable(System.getProperty(ROOT))
                .map(Path::of)
                .or(() -> ModuleLayout.rootAbove(Path.of("")))
                .orElseThrow(() ->
                        CourseException.request("this folder lies in no Cairn tree: go into one, or call its ./cairn"));
    }
}
