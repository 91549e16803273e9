package dev.cairn.wal.commit;

import dev.cairn.common.store.StoreException;
import java.time.Duration;

/// Limits of a [GroupCommit].
///
/// Immutable.
///
/// @param batchesMax the most batches in one group
/// @param bytesMax the most bytes in the record of one group, unless a single batch is larger: its keys and values,
///     and 16 bytes for each mutation; at most 1 GiB
/// @param linger how long a leader waits for its group to fill up; zero commits as soon as the disk is free, which
///     is nearly always right: while one group is being synced, the next one gathers
/// @param queuedMax the most writes that may wait; more are refused
public record GroupCommitOptions(int batchesMax, int bytesMax, Duration linger, int queuedMax) {
    /// At most 1,000 batches or 1 MiB a group, no wait, at most 10,000 waiting.
    public static final GroupCommitOptions DEFAULT = new GroupCommitOptions(1_000, 1 << 20, Duration.ZERO, 10_000);

    private static final int BYTES_MAX = 1 << 30;

    public GroupCommitOptions {
        refuseBelow("batchesMax", batchesMax, 1);
        refuseBelow("bytesMax", bytesMax, 1);
        refuseBelow("queuedMax", queuedMax, 1);
        if (bytesMax > BYTES_MAX) {
            throw new StoreException.Refused("bytesMax is " + bytesMax + ", but must be at most " + BYTES_MAX);
        }
        if (linger.isNegative()) {
            throw new StoreException.Refused("linger is " + linger + ", but must be at least 0");
        }
    }

    private static void refuseBelow(String name, int value, int min) {
        if (value < min) {
            throw new StoreException.Refused(name + " is " + value + ", but must be at least " + min);
        }
    }
}
