package dev.cairn.rpc.cli.serve;

import dev.cairn.sim.contract.program.ProgramProcess;
import dev.cairn.workbook.Notes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Starts `cairn` as a process of its own. An unfinished exercise that it meets is one that the test has met.
final class ServeProcess {
    private static final String READY = " on grpc://";

    private ServeProcess() {}

    /// `cairn arguments`, with `home` as its working directory and for its temporary files.
    static ProgramProcess start(Path home, Object... arguments) throws IOException {
        List<String> jvm = List.of("--sun-misc-unsafe-memory-access=allow");
        return new ProgramProcess.Program(List.of(), jvm, CairnMain.class, Notes::heard).start(home, arguments);
    }

    /// Waits until `serve` is ready.
    ///
    /// @return where it listens
    static String addressOf(ProgramProcess serve) throws IOException {
        Optional<String> line = serve.nextLine();
        if (line.isEmpty()) {
            throw new AssertionError("it ended with " + serve.exitCode() + ": " + serve.err());
        }
        return line.get().substring(line.get().indexOf(READY) + READY.length());
    }
}
