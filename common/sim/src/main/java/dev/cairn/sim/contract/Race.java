package dev.cairn.sim.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Threads that begin at the same moment and are all waited for.
///
/// Confined to one thread.
final class Race {
    /// Long because it only ends a test that hangs.
    private static final long PATIENCE_SECONDS = 60;

    private Race() {}

    /// Runs every racer on a thread of its own, and throws what the first failed one threw.
    static void run(List<Runnable> racers) {
        Phaser start = new Phaser(racers.size());
        List<FutureTask<Void>> runs = new ArrayList<>();
        for (Runnable racer : racers) {
            FutureTask<Void> run = new FutureTask<>(() -> begin(start, racer), null);
            runs.add(run);
            Thread.ofPlatform().name("racer-" + runs.size()).daemon().start(run);
        }
        runs.forEach(Race::finish);
    }

    private static void begin(Phaser start, Runnable racer) {
        start.arriveAndAwaitAdvance();
        racer.run();
    }

    private static void finish(FutureTask<Void> run) {
        try {
            run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("a racing thread failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException hangs) {
            throw new AssertionError("a racing thread did not end in " + PATIENCE_SECONDS + " s", hangs);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while racing threads ran", ended);
        }
    }
}
