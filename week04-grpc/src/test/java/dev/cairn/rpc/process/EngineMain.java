package dev.cairn.rpc.process;

import dev.cairn.rpc.process.ServedStore.Door;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/// A node over the engine, whose acknowledged writes are durable: `EngineMain DIRECTORY PORT`.
///
/// It says `ready PORT`, and ends with its standard input.
final class EngineMain {
    private EngineMain() {}

    public static void main(String[] arguments) throws IOException {
        Door door = Door.loopback(Integer.parseInt(arguments[1]));
        serve(ServedStore.engine(Path.of(arguments[0]), SyncPolicy.always(), door));
    }

    /// Tells that the node is ready, and closes it at the end of standard input.
    static void serve(ServedStore<?> served) throws IOException {
        PrintStream out = System.out;
        try (served) {
            out.println("ready " + served.port());
            out.flush();
            // Nothing is said to it.
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
