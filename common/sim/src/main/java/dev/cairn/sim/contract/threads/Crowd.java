package dev.cairn.sim.contract.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Threads that run beside each other and are all waited for.
///
/// Confined to one thread.
public final class Crowd {
    /// Long because it only ends a test that hangs.
    private static final long PATIENCE_SECONDS = 120;

    private final List<Runnable> starts = new ArrayList<>();
    private final List<FutureTask<Void>> members = new ArrayList<>();

    /// Has `count` platform threads more, each of which is told its number.
    public Crowd with(int count, Member member) {
        return with(Thread.ofPlatform().daemon(), count, member);
    }

    /// Has `count` threads of that kind more, each of which is told its number.
    public Crowd with(Thread.Builder kind, int count, Member member) {
        for (int i = 0; i < count; i++) {
            int number = i;
            FutureTask<Void> task = new FutureTask<>(() -> {
                member.run(number);
                return null;
            });
            members.add(task);
            starts.add(() -> kind.start(task));
        }
        return this;
    }

    /// Runs all, waits for all, and throws what one of them threw.
    public void run() throws Exception {
        starts.forEach(Runnable::run);
        for (FutureTask<Void> each : members) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// What one thread does.
    @FunctionalInterface
    public interface Member {
        /// Runs as the thread with this number, from 0 in each [#with].
        void run(int number) throws Exception;
    }
}
