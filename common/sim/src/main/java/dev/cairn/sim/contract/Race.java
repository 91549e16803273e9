package dev.cairn.sim.contract;

import dev.cairn.common.env.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Clock CLOCK = Clock.system();

    private Race() {}

    /// Runs every racer on a thread of its own, waits for all, and throws what the first failed one threw.
    static void run(List<Runnable> racers) {
        Phaser start = new Phaser(racers.size());
        List<FutureTask<Void>> runs = new ArrayList<>();
        for (Runnable racer : racers) {
            FutureTask<Void> run = new FutureTask<>(() -> begin(start, racer), null);
            runs.add(run);
            Thread.ofPlatform().name("racer-" + runs.size()).daemon().start(run);
        }
        long end = CLOCK.nanoTime() + PATIENCE.toNanos();
        List<AssertionError> failures =
                runs.stream().flatMap(run -> failureOf(run, end).stream()).toList();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static void begin(Phaser start, Runnable racer) {
        start.arriveAndAwaitAdvance();
        racer.run();
    }

    private static Optional<AssertionError> failureOf(FutureTask<Void> run, long end) {
        try {
            run.get(end - CLOCK.nanoTime(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.of(new AssertionError("a racing thread failed: " + failed.getCause(), failed.getCause()));
        } catch (TimeoutException hangs) {
            return Optional.of(
                    new AssertionError("a racing thread did not end in " + PATIENCE.toSeconds() + " s", hangs));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while racing threads ran", ended);
        }
    }
}
