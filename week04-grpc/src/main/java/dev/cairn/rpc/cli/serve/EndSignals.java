package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;

/// The wish that this process end, given by a signal. The first is waited for; a second one ends the
/// process where it stands, as `kill -9` would.
///
/// | signal | the command ends with | if it is the second |
/// |---|---|---|
/// | SIGTERM, SIGHUP | 0: it was asked to | 143, 129 |
/// | SIGINT | 130, as other commands do | 130 |
///
/// A signal that is ignored where the process was started stays ignored. Thread-safe.
final class EndSignals implements AutoCloseable {
    private static final int KILLED = 128;

    private final CompletableFuture<ExitCode> first = new CompletableFuture<>();
    private final List<Runnable> undo = new ArrayList<>();

    private EndSignals() {}

    /// Listens to the signals of this process until it is closed.
    static EndSignals ofProcess() {
        EndSignals signals = new EndSignals();
        signals.listen("TERM", 15, ExitCode.OK);
        signals.listen("HUP", 1, ExitCode.OK);
        signals.listen("INT", 2, ExitCode.INTERRUPTED);
        return signals;
    }

    /// Waits for the first one.
    ///
    /// @return what the process is to end with
    ExitCode await() {
        return first.join();
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }

    private void listen(String name, int number, ExitCode code) {
        Object before = Signals.register(name, () -> {
            if (!first.complete(code)) {
                Runtime.getRuntime().halt(KILLED + number);
            }
        });
        undo.add(() -> Signals.unregister(name, before));
    }
}
