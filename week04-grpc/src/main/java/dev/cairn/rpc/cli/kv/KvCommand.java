package dev.cairn.rpc.cli.kv;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.engine.cli.CompactCommand;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.StoreCommands;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/// `cairn kv`: what `cairn db` does to a store in a directory, done to one that a server has. The words,
/// what they print, and how they end are the same.
@Command(
        name = "kv",
        description = "Uses a store that another process serves ('cairn serve').",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn kv put greeting hello",
            "  cairn kv get --endpoints 127.0.0.1:4610 greeting",
            "  cairn kv scan --prefix user: --limit 10 --json",
            "  cairn kv shell",
            "  cairn kv get --tls-ca ca.pem --token-file my.token greeting      (encrypted, and with a token)",
            "",
            "The environment variables CAIRN_ENDPOINTS, CAIRN_TLS_CA and CAIRN_TOKEN_FILE stand in for --endpoints,"
                    + " --tls-ca and --token-file.",
            "",
            "Exit codes:",
            "  0  done",
            "  1  the key is not found, or has another value than expected",
            "  2  the request is at fault",
            "  3  the server was not reached, has a certificate that is not valid now, did not answer in time, or was"
                    + " started anew during a scan; a write may have taken effect if it says so",
            "  4  stored bytes are not what was written"
        })
public final class KvCommand {
    private KvCommand() {}

    /// The commands as a value, to be added to a program.
    public static CommandLine commandLine(StandardStreams streams) {
        CommandLine kv = new CommandLine(new KvCommand());
        StoreCommands.on(streams, () -> new RemoteSource(streams), kept -> List.of(new CasCommand(streams, kept)))
                .forEach(kv::addSubcommand);
        kv.addSubcommand(new CasCommand(streams, new RemoteSource(streams)));
        kv.addSubcommand(new BatchCommand(streams, new RemoteSource(streams)));
        kv.addSubcommand(StoreCommands.operation(streams, new RemoteSource(streams), RemoteOpened.FLUSH));
        kv.addSubcommand(new CompactCommand(streams, new RemoteSource(streams)));
        kv.getSubcommands().values().forEach(KvCommand::complete);
        describe(kv, "load", "Puts the rows of a file, as 'scan' and 'cairn db dump' print them, into the store.");
        describe(kv, "shell", "Stays connected, and reads commands, typed or piped.");
        kv.getCommandSpec().addOption(DbCommand.help());
        return kv;
    }

    /// Adds `--help`; examples of `cairn db` become examples of `cairn kv`.
    private static void complete(CommandLine command) {
        command.getCommandSpec().addOption(DbCommand.help());
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.footer(Arrays.stream(usage.footer())
                .map(line -> line.replaceAll("cairn db (\\w+) --dir \\S+", "cairn kv $1")
                        .replace(" --sync every=10ms", ""))
                .toArray(String[]::new));
    }

    private static void describe(CommandLine kv, String command, String description) {
        Objects.requireNonNull(kv.getSubcommands().get(command))
                .getCommandSpec()
                .usageMessage()
                .description(description);
    }
}
