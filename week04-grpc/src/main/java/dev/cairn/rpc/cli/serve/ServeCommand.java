package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.StoreServer;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.cli.LibraryLogs;
import dev.cairn.rpc.cli.TimeText;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.NodeLog.Level;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.wal.cli.DbCommand;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.StoreDirectory;
import dev.cairn.wal.cli.WritableDirectory;
import dev.cairn.wal.cli.WritableStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn serve`: opens a store and lets others use it over gRPC, until a signal says that it is enough.
///
/// What is said against the options is said before the directory is touched. When the ready line stands on
/// standard output, requests are answered. A signal ends it in this order: no new requests, those under way
/// within the grace, the store; then nothing of it is left but the directory.
///
/// Confined to one thread.
@Command(
        name = "serve",
        description = {
            "Serves the store of a directory over gRPC; it is made if there is none.",
            "Prints one line when it is ready, and runs until SIGTERM or Ctrl-C; then it finishes what is under way,"
                    + " and closes the store."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn serve --dir d",
            "  cairn serve --dir d --grpc 127.0.0.1:0 --json      (a free port, and which one it is)",
            "  cairn serve --dir d --sync every=10ms --log info --log-format json 2> events.jsonl",
            "Then, elsewhere: cairn kv put greeting hello",
            "",
            "Exit codes:",
            "  0    it was asked to end (130: by Ctrl-C) and has",
            "  2    the request is at fault",
            "  3    the address, the directory, a disk or another process is at fault",
            "  4    stored bytes are not what was written"
        })
public final class ServeCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private final WritableDirectory directory;

    @Option(
            names = "--grpc",
            paramLabel = "HOST:PORT",
            description =
                    "Where to listen; with port 0 the system chooses one; default: " + Endpoint.DEFAULT_TEXT + ".")
    private String endpoint = Endpoint.DEFAULT_TEXT;

    @Option(
            names = "--insecure",
            description =
                    "Lets other machines reach it, although nothing is encrypted and nobody is asked who they are.")
    private boolean isInsecure;

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            description = "Requests under way at a time; one more is refused as busy; default: ${DEFAULT-VALUE}.")
    private int requestsMax = ServiceOptions.defaults().requestsMax();

    @Option(
            names = "--max-message",
            paramLabel = "BYTES",
            description = "The largest request that is taken; default: ${DEFAULT-VALUE}.")
    private int messageBytesMax = ServerOptions.defaults().messageBytesMax();

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description = "How long requests under way may take once it is to end; default: ${DEFAULT-VALUE}.")
    private String grace = "10s";

    @Option(
            names = "--forget-sessions",
            description =
                    "First deletes what the store remembers of its clients' writes: the way out if a row of that is"
                            + " damaged. What a client sends again, then, may be applied twice.")
    private boolean forgetsSessions;

    @Option(names = "--json", description = "Prints the ready line as one JSON object.")
    private boolean isJson;

    @Mixin
    private final LogOptions logging = new LogOptions();

    private ServeCommand(StandardStreams streams, List<Engine> engines) {
        this.streams = streams;
        this.directory = new WritableDirectory(new StoreDirectory(streams, engines));
    }

    /// The command as a value, to be added to a program.
    ///
    /// @param engines all kinds of stores; new ones are of the first
    public static CommandLine commandLine(StandardStreams streams, List<Engine> engines) {
        CommandLine command = new CommandLine(new ServeCommand(streams, engines));
        DbCommand.complete(command.getCommandSpec(), engines);
        return command;
    }

    @Override
    public Integer call() throws IOException {
        ServerOptions listening = listening();
        ServiceOptions limits = limits();
        var _ = logging.slow();
        try (ProgramLog log = logging.open(streams)) {
            LibraryLogs.tellTo(log);
            StoreServer.refuseAddress(listening);
            ExitCode code = serve(listening, limits, log);
            log.tell(Level.INFO, "stopped", new Report().with("exitCode", code.code()));
            return code.code();
        }
    }

    private ExitCode serve(ServerOptions listening, ServiceOptions limits, NodeLog log) throws IOException {
        try (EndSignals signals = EndSignals.ofProcess();
                WritableStore store = directory.openOrMake()) {
            if (forgetsSessions) {
                int rows = StoreService.forgetSessions(store.store());
                streams.note("all sessions are forgotten (" + rows + " rows): a write that a client has sent before,"
                        + " and sends again, may be applied twice");
            }
            return serve(store, listening, limits, log, signals);
        }
    }

    /// Returns when all is closed that it has opened.
    private ExitCode serve(
            WritableStore store, ServerOptions listening, ServiceOptions limits, NodeLog log, EndSignals signals)
            throws IOException {
        try (ServedStore served = ServedStore.open(store, listening, limits, log, logging.slow())) {
            String name = directory.directory().name();
            log.tell(Level.INFO, "started", new Report().with("dir", name).with("grpc", served.address()));
            print(served.address());
            ExitCode code = signals.await();
            log.tell(Level.INFO, "draining", new Report().with("grace", grace));
            return code;
        }
    }

    private void print(String address) throws IOException {
        String url = "grpc://" + address;
        String name = directory.directory().name();
        String line =
                isJson ? new Report().with("dir", name).with("grpc", url).toJson() : "serving " + name + " on " + url;
        streams.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        streams.out().flush();
    }

    private ServerOptions listening() {
        refuseBelowOne("--max-message", messageBytesMax);
        ServerOptions options = ServerOptions.defaults()
                .at(Endpoint.parse(endpoint))
                .withMessageBytesMax(messageBytesMax)
                .withDrainGrace(TimeText.parse("--grace", grace));
        return isInsecure ? options.openToAll() : options;
    }

    private ServiceOptions limits() {
        refuseBelowOne("--max-requests", requestsMax);
        ServiceOptions defaults = ServiceOptions.defaults();
        return defaults.withUnderWay(requestsMax, defaults.underWayBytesMax());
    }

    private static void refuseBelowOne(String option, int value) {
        if (value < 1) {
            throw new StoreException.Refused(option + " is " + value + ", but must be at least 1");
        }
    }
}
