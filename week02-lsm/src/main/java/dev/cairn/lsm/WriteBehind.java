package dev.cairn.lsm;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Log;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Makes the log durable in the background, every few megabytes, whatever the sync policy.
///
/// A segment must be durable before the next is begun, so that a power cut leaves a prefix. Where nothing was
/// synced before, that sync has a whole memtable's worth of bytes to wait for, and all writers wait with it; this
/// leaves it little to do.
///
/// [#logged] is called by the leader of a commit; thread-safe otherwise.
final class WriteBehind {
    private static final long BYTES = 2L << 20;

    private final Optional<Log> log;
    private final Background background;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private long unsyncedBytes;

    WriteBehind(Optional<Log> log, Background background) {
        this.log = log;
        this.background = background;
    }

    /// A record of that length was appended.
    void logged(int bytes) {
        unsyncedBytes += bytes;
        if (unsyncedBytes >= BYTES && log.isPresent() && isRunning.compareAndSet(false, true)) {
            unsyncedBytes = 0;
            background.start(new Sync(log.get()));
        }
    }

    /// One sync. If it fails, the log refuses what comes next, which tells every writer.
    private final class Sync implements Job {
        private final Log log;

        Sync(Log log) {
            this.log = log;
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
            } catch (StoreException _) {
                // The log keeps the reason.
            } finally {
                isRunning.set(false);
            }
            return Job.done();
        }
    }
}
