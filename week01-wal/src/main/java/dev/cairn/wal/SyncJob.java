package dev.cairn.wal;

import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import java.time.Duration;

/// Makes a log durable again and again, `interval` after the last time.
///
/// A sync that fails is the last: from then on the log refuses writes, which tells every writer.
public final class SyncJob implements Job {
    private final Log log;
    private final Duration interval;

    /// @param interval from the end of one sync to the next
    public SyncJob(Log log, Duration interval) {
        this.log = log;
        this.interval = interval;
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public Next step() {
        try {
            if (log.hasUnsynced()) {
                log.sync();
            }
            return Job.after(interval);
        } catch (StoreException _) {
            return Job.done();
        }
    }
}
