package dev.cairn.rpc.cli.kv;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.common.env.Disk;
import dev.cairn.engine.cli.TunedEngine;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.cli.serve.ServedStore;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.Failures;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// A store that is served at a free port of this machine, and `cairn kv ...` run against it inside of the
/// test.
final class KvServer implements AutoCloseable {
    private final WritableStore store;
    private final ServedStore served;

    private KvServer(WritableStore store, ServedStore served) {
        this.store = store;
        this.served = served;
    }

    /// The usual engine and limits.
    static KvServer in(Path dir) {
        return in(dir, new TunedEngine(silent()), ServiceOptions.defaults());
    }

    static KvServer in(Path dir, Engine engine, ServiceOptions limits) {
        return in(dir, engine, limits, ServerOptions.defaults());
    }

    static KvServer in(Path dir, Engine engine, ServiceOptions limits, ServerOptions listening) {
        return of(engine.write(Disk.at(dir), SyncPolicy.never()), limits, listening, NodeLog.none());
    }

    static KvServer of(WritableStore store, ServiceOptions limits, ServerOptions listening, NodeLog log) {
        return new KvServer(store, ServedStore.open(store, listening, limits, log, Duration.ofDays(1)));
    }

    String address() {
        return served.address();
    }

    /// `cairn kv arguments`.
    ProgramRun kv(Object... arguments) {
        return kvReading("", arguments);
    }

    /// The same with `input` on standard input.
    ProgramRun kvReading(String input, Object... arguments) {
        return run(input, Map.of(RemoteSource.VARIABLE, address()), arguments);
    }

    /// `cairn kv arguments` where no environment variable says where the server is.
    static ProgramRun kvElsewhere(Object... arguments) {
        return run("", Map.of(), arguments);
    }

    /// The same with these environment variables.
    static ProgramRun kvWith(Map<String, String> environment, Object... arguments) {
        return run("", environment, arguments);
    }

    private static ProgramRun run(String input, Map<String, String> environment, Object... arguments) {
        String[] words = Stream.concat(Stream.of("kv"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        return ProgramRun.of(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                environment,
                streams -> program(streams).execute(words));
    }

    static CommandLine program(StandardStreams streams) {
        CommandLine program = new CommandLine(CommandSpec.create().name("cairn"));
        program.addSubcommand(KvCommand.commandLine(streams));
        return Failures.handledOn(program, streams);
    }

    private static StandardStreams silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new StandardStreams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                nowhere,
                TerminalProbe.none(),
                Map.of());
    }

    @Override
    public void close() {
        served.close();
        store.close();
    }
}
