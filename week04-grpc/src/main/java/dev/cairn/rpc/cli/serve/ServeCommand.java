package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn serve`: opens a store and lets others use it over gRPC and HTTP, until a signal says that it is
/// enough.
///
/// What is said against the options is said before the directory is touched. When the ready line stands on
/// standard output, requests are answered. A signal ends it in this order: no new requests, those under way
/// within the grace, the store; then nothing of it is left but the directory.
///
/// Confined to one thread.
@Command(
        name = "serve",
        description = {
            "Serves the store of a directory over gRPC and HTTP; it is made if there is none.",
            "Prints one line when it is ready, and runs until SIGTERM or Ctrl-C; then it finishes what is under way,"
                    + " and closes the store."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn serve --dir d",
            "  cairn serve --dir d --grpc 127.0.0.1:0 --json      (a free port, and which one it is)",
            "  cairn serve --dir d --sync every=10ms --log info --log-format json 2> events.jsonl",
            "  cairn serve --dir d --grpc 0.0.0.0:4610 --http none --tls-cert n.pem --tls-key n.key --tokens tokens",
            "Then, elsewhere: cairn kv put greeting hello, or curl http://localhost:8080/keys/greeting, or look at",
            "http://localhost:8080/ with a browser.",
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

    @Mixin
    private final DoorOptions doorOptions = new DoorOptions();

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            description = "Requests under way at a time; one more is refused as busy; default: ${DEFAULT-VALUE}.")
    private int requestsMax = ServiceOptions.defaults().requestsMax();

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
        Duration forEnd = TimeText.parse("--grace", grace);
        Doors doors = doorOptions.doors(Clock.system()).withDrainGrace(forEnd);
        ServiceOptions limits = limits();
        var _ = logging.slow();
        try (ProgramLog log = logging.open(streams)) {
            LibraryLogs.tellTo(log);
            doors.refuseAddresses();
            ExitCode code = serve(doors, limits, log);
            log.tell(Level.INFO, "stopped", new Report().with("exitCode", code.code()));
            return code.code();
        }
    }

    private ExitCode serve(Doors doors, ServiceOptions limits, NodeLog log) throws IOException {
        try (EndSignals signals = EndSignals.ofProcess();
                WritableStore store = directory.openOrMake()) {
            if (forgetsSessions) {
                int rows = StoreService.forgetSessions(store.store());
                streams.note("all sessions are forgotten (" + rows + " rows): a write that a client has sent before,"
                        + " and sends again, may be applied twice");
            }
            return serve(store, doors, limits, log, signals);
        }
    }

    /// Returns when all is closed that it has opened.
    private ExitCode serve(WritableStore store, Doors doors, ServiceOptions limits, NodeLog log, EndSignals signals)
            throws IOException {
        String name = directory.directory().name();
        try (ServedStore served = ServedStore.open(store, name, doors, limits, log, logging.slow())) {
            doors.notes().forEach(streams::note);
            served.log()
                    .tell(Level.INFO, "started", new Report().with("dir", name).withAll(served.addresses()));
            print(name, served);
            ExitCode code = signals.await();
            served.log().tell(Level.INFO, "draining", new Report().with("grace", grace));
            return code;
        }
    }

    private void print(String name, ServedStore served) throws IOException {
        String line = isJson
                ? new Report().with("dir", name).withAll(served.addresses()).toJson()
                : "serving " + name + " on " + String.join(" and ", served.urls());
        streams.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        streams.out().flush();
    }

    private ServiceOptions limits() {
        if (requestsMax < 1) {
            throw new StoreException.Refused("--max-requests is " + requestsMax + ", but must be at least 1");
        }
        ServiceOptions defaults = ServiceOptions.defaults();
        return defaults.withUnderWay(requestsMax, HeapShare.ofProcess().of(defaults.underWayBytesMax()));
    }
}
