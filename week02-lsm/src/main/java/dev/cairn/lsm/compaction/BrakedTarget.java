package dev.cairn.lsm.compaction;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.CommitTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Holds writers back before they reach another target, as the [WriteBrake] of the store says.
///
/// ```
///   FREE                       ► the target is asked
///   n bytes until a pause      ► fewer were written that no pause has paid for: the target is asked; else a pause
///   STOPPED                    ► memory has room: the target is asked; else a pause, again and again
/// ```
///
/// A pause is a millisecond, and pays for so many bytes; a group that was larger leaves the next one
/// several. So writers are slowed by what is written, however it is cut into groups, and the wait of a
/// single group is bounded as long as merges succeed. Where they fail, nobody knows how long it would be:
/// then writers are refused.
///
/// Only the leader of a commit calls this; [#pauses] is thread-safe.
public final class BrakedTarget implements CommitTarget {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final CommitTarget target;
    private final WriteBrake brake;
    private final StoreParts parts;
    private final Supplier<Optional<String>> failing;
    private final AtomicLong pauses = new AtomicLong();
    private long bytesToPayFor;

    /// @param target gets every group
    /// @param failing why the last merge failed, if it did
    public BrakedTarget(CommitTarget target, WriteBrake brake, StoreParts parts, Supplier<Optional<String>> failing) {
        this.target = target;
        this.brake = brake;
        this.parts = parts;
        this.failing = failing;
    }

    /// How often a group had to wait, a millisecond each time.
    public long pauses() {
        return pauses.get();
    }

    @Override
    public long sequenceMax() {
        return target.sequenceMax();
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return target.get(key);
    }

    /// @throws StoreException.Unavailable if writers are stopped and the last merge failed
    @Override
    public Duration makeRoom() {
        ReadState state = parts.layers().state();
        long bytesPerPause = brake.bytesPerPause(state.version());
        if (!isHeld(state, bytesPerPause)) {
            return target.makeRoom();
        }
        if (bytesPerPause == WriteBrake.STOPPED) {
            refuseIfFailing();
        }
        bytesToPayFor -= bytesPerPause;
        pauses.incrementAndGet();
        return PAUSE;
    }

    /// While nobody is held back, and once all are stopped, what was written is paid for.
    private boolean isHeld(ReadState state, long bytesPerPause) {
        if (bytesPerPause != WriteBrake.FREE && bytesPerPause != WriteBrake.STOPPED) {
            return bytesToPayFor >= bytesPerPause;
        }
        bytesToPayFor = 0;
        return bytesPerPause == WriteBrake.STOPPED
                && state.active().bytes() >= parts.memtables().bytes();
    }

    @Override
    public void publish(BatchFormat.Batch group, int recordBytes) {
        bytesToPayFor += recordBytes;
        target.publish(group, recordBytes);
    }

    private void refuseIfFailing() {
        failing.get().ifPresent(why -> {
            throw new StoreException.Unavailable(
                    "there are more tables than readers can bear, and they cannot be merged (" + why
                            + "): writes are taken again when that has succeeded",
                    Optional.empty());
        });
    }
}
