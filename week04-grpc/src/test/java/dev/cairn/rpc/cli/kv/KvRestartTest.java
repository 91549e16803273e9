package dev.cairn.rpc.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.rpc.ServerOptions;
import dev.cairn.rpc.WrittenStore;
import dev.cairn.rpc.call.Endpoint;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.contract.program.ProgramRun;
import dev.cairn.wal.cli.MapEngine;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is started anew while a command is under way.
class KvRestartTest {
    private static final int ROWS = 8;

    @TempDir
    private Path top;

    /// All that have been started; the last one runs.
    private final Deque<KvServer> servers = new ArrayDeque<>();

    @Test
    void a_scan_whose_snapshot_is_gone_says_so_and_is_no_bug() {
        WrittenStore.isNeeded(top.resolve("needed"));
        start("127.0.0.1:0");
        try {
            ProgramRun scan = scanThroughARestart(servers.getLast().address());
            assertThat(scan.err())
                    .matches("cairn: snapshot [0-9]+ is not known any more: the server was started anew, or nobody has"
                            + " used it for too long; scan again\\R");
            assertThat(scan.exitCode()).isEqualTo(3);
        } finally {
            servers.getLast().close();
        }
    }

    /// The rows are more than a connection holds.
    private ProgramRun scanThroughARestart(String address) {
        for (int row = 0; row < ROWS; row++) {
            servers.getLast().kv("put", "row:" + row, "v".repeat(1 << 20)).succeeds();
        }
        return ProgramRun.of(streams ->
                KvServer.program(restarting(streams, address)).execute("kv", "scan", "--endpoints", address));
    }

    /// The same streams; the first byte that is written to standard output waits for another server.
    private StandardStreams restarting(StandardStreams streams, String address) {
        OutputStream out = new OutputStream() {
            private boolean isAnew;

            @Override
            public void write(int octet) {
                if (!isAnew) {
                    isAnew = true;
                    servers.getLast().close();
                    start(address);
                }
            }
        };
        return new StandardStreams(streams.in(), out, streams.err(), streams.terminals(), streams.environment());
    }

    private void start(String address) {
        ServerOptions listening =
                ServerOptions.defaults().at(Endpoint.parse(address)).withDrainGrace(Duration.ZERO);
        servers.add(KvServer.in(top.resolve("d"), new MapEngine(), ServiceOptions.defaults(), listening));
    }
}
