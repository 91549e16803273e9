package dev.cairn.wal.cli.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// The wish that this process end (SIGINT, SIGTERM, SIGHUP), held up until what is under way has come to a good
/// end, but not for ever: if the disk does not answer any more, the process must still be one that can be ended.
///
/// Thread-safe.
public final class StopSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});
    private final AtomicBoolean isGiven = new AtomicBoolean();
    private final Thread hook = new Thread(this::stop, "stop-signal");

    private StopSignal() {}

    /// Listens to the signals of this process until it is closed.
    public static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /// What is to be done when the wish comes, or at once if it has come already. It must not take long.
    public void then(Runnable wanted) {
        action.set(wanted);
        if (isGiven.get()) {
            wanted.run();
        }
    }

    /// Lets the process end, if that is wished.
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is about to end, which is what the hook waits for.
            isGiven.set(true);
        }
    }

    private void stop() {
        isGiven.set(true);
        action.get().run();
        try {
            var _ = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
