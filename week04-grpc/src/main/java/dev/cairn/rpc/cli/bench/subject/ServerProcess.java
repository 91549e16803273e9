package dev.cairn.rpc.cli.bench.subject;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.cli.bench.system.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, which is ended when this is closed or this process ends.
///
/// Confined to one thread.
public final class ServerProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final String endpoint;
    private final Thread ending;

    private ServerProcess(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /// A process that listens at `endpoint`, or soon will.
    static ServerProcess of(Process process, String endpoint) {
        return new ServerProcess(process, endpoint);
    }

    /// A [CairnServer] that listens.
    ///
    /// @param sync as [dev.cairn.wal.commit.SyncPolicy#parse] takes it
    public static ServerProcess cairn(ChildJvm jvm, Path directory, String sync) throws IOException {
        Process process = jvm.start(CairnServer.class, directory.toString(), sync);
        BufferedReader output = process.inputReader();
        String endpoint = output.readLine();
        if (endpoint == null) {
            process.destroyForcibly();
            throw new StoreException.Failed(
                    "the server's process ended before it listened; its message stands above",
                    new IOException("no endpoint"));
        }
        return of(process, endpoint);
    }

    /// Where it listens, as `host:port`.
    public String endpoint() {
        return endpoint;
    }

    /// The number by which the system knows it.
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(ending);
    }
}
