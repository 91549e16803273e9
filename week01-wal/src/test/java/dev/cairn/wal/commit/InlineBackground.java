package dev.cairn.wal.commit;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;

/// Does a job at once, all of it, on the thread that starts it: for jobs that end.
///
/// Thread-safe: there is no state.
public final class InlineBackground implements Background {
    @Override
    public Handle start(Job job) {
        while (!(job.step() instanceof Job.Next.Done)) {
            Thread.onSpinWait();
        }
        return () -> {};
    }

    @Override
    public void close() {}
}
