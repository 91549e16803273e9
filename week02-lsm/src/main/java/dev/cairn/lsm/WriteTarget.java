package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.Flusher;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.lsm.read.Reads;
import dev.cairn.wal.Log;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.CommitTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Where group commit publishes to: the active memtable. And when that is full: the switch to the next one.
///
/// ```
///   makeRoom:  active is full?  ─ no ──────────────────────────────────────────────► go on
///              └ yes: too many frozen?  ─ yes: is a flush under way? wait : refuse
///                     └ no: begin a new log segment, freeze the active, an empty one in its place, ask for a flush
///   publish:   every mutation into the active memtable, with its sequence number; only then is the last of them
///              made visible, so that a reader sees all of a batch or nothing
/// ```
///
/// Only the leader of a commit calls these, one after the other; [#visible] is thread-safe.
final class WriteTarget implements CommitTarget {
    private static final Duration STALL = Duration.ofMillis(1);

    private final StoreParts parts;
    private final Flusher flusher;
    private final Reads reads;
    private final RandomGenerator random;
    private final MemtableBudget.Share share;
    private final WriteBehind writeBehind;
    private final AtomicLong stalls = new AtomicLong();
    private volatile long visible;

    WriteTarget(
            StoreParts parts,
            Flusher flusher,
            Reads reads,
            RandomGenerator random,
            MemtableBudget.Share share,
            WriteBehind writeBehind,
            long lastSequence) {
        this.parts = parts;
        this.flusher = flusher;
        this.reads = reads;
        this.random = random;
        this.share = share;
        this.writeBehind = writeBehind;
        this.visible = lastSequence;
    }

    /// The sequence number up to which readers see.
    long visible() {
        return visible;
    }

    /// How often a group had to wait, a millisecond each time.
    long stalls() {
        return stalls.get();
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return reads.get(key, this::visible);
    }

    @Override
    public Duration makeRoom() {
        ReadState state = parts.layers().state();
        if (state.active().bytes() < parts.memtables().bytes()) {
            return Duration.ZERO;
        }
        if (!state.isFull(parts.memtables())) {
            freeze();
            return Duration.ZERO;
        }
        flusher.failing().ifPresent(cause -> {
            throw new StoreException.Unavailable(
                    "memory is full, and it cannot be written to a table (" + cause.getMessage()
                            + "): writes are taken again when that has succeeded",
                    Optional.empty());
        });
        stalls.incrementAndGet();
        return STALL;
    }

    @Override
    public void publish(BatchFormat.Batch group, int recordBytes) {
        Memtable active = parts.layers().state().active();
        long sequence = group.sequence();
        for (Mutation mutation : group.mutations()) {
            active.add(sequence++, mutation);
        }
        visible = group.lastSequence();
        writeBehind.logged(recordBytes);
        tellBudget();
    }

    /// Freezes the active memtable, unless it is empty. While this runs nothing is being committed.
    ///
    /// The new segment comes first: if it cannot be begun, nothing has changed.
    void freeze() {
        ReadState state = parts.layers().state();
        if (state.active().isEmpty()) {
            return;
        }
        long nextSegment = parts.log().map(Log::roll).orElse(0L);
        parts.layers().freeze(Frozen.of(state.active(), visible, nextSegment), LsmImage.emptyMemtable(random));
        flusher.request();
    }

    /// Tells whoever shares memory with this store what it uses now.
    void tellBudget() {
        share.use(this::bytesInMemory);
    }

    /// What memtables take, frozen ones too.
    long bytesInMemory() {
        ReadState state = parts.layers().state();
        long bytes = state.active().bytes();
        for (Frozen each : state.frozen()) {
            bytes += each.rows().bytes();
        }
        return bytes;
    }
}
