package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.read.CountedReads;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.wal.Log;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.CommitTarget;
import dev.cairn.workbook.Exercise;
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
    private final Flushes flushes;
    private final CountedReads reads;
    private final RandomGenerator random;
    private final MemtableBudget.Share share;
    private final WriteBehind writeBehind;
    private final AtomicLong stalls = new AtomicLong();
    private volatile long visible;

    /// What brings frozen memtables to disk, later.
    interface Flushes {
        /// Asks for a flush of all that is frozen, and does not wait for it.
        void request();

        /// Why the last attempt failed, if it did.
        Optional<StoreException> failing();
    }

    WriteTarget(
            StoreParts parts,
            Flushes flushes,
            CountedReads reads,
            RandomGenerator random,
            MemtableBudget.Share share,
            WriteBehind writeBehind,
            long lastSequence) {
        this.parts = parts;
        this.flushes = flushes;
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
    public long sequenceMax() {
        return EntryTag.SEQUENCE_MAX;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return reads.get(key, this::visible);
    }

    /// Sees to it that the active memtable has room: the table of [WriteTarget], as far as publishing.
    ///
    /// A memtable is full from [dev.cairn.lsm.memtable.MemtableOptions#bytes] on. Then it is frozen ([#freeze]),
    /// unless as many wait for their flush as may ([ReadState#isFull]). In that case writers wait for [#STALL]
    /// and ask again, which [#stalls] counts; but if flushing fails ([Flushes#failing]), nobody knows
    /// how long that would be: they are refused.
    ///
    /// @throws StoreException.Unavailable if memory is full and the last flush failed: `memory is full, and it
    ///     cannot be written to a table (<message of the failure>): writes are taken again when that has
    ///     succeeded`. It names no other node
    @Override
    @Exercise("2.14")
    public Duration makeRoom() {
        ReadState state = parts.layers().state();
        if (state.active().bytes() < parts.memtables().bytes()) {
            return Duration.ZERO;
        }
        if (!state.isFull(parts.memtables())) {
            freeze();
            return Duration.ZERO;
        }
        flushes.failing().ifPresent(cause -> {
            throw new StoreException.Unavailable(
                    "memory is full, and it cannot be written to a table (" + cause.getMessage()
                            + "): writes are taken again when that has succeeded",
                    Optional.empty());
        });
        stalls.incrementAndGet();
        return STALL;
    }

    /// Puts a group, which is recorded, into the memtable that is active now, the first mutation with the group's
    /// sequence number and each other one with the next; then makes all of them [#visible], at once. In the end it
    /// tells [#writeBehind] what was logged, and the budget what is used ([#tellBudget]).
    @Override
    @Exercise("2.14")
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
    /// The new segment comes first ([Log#roll], which gives its number; 0 without a log): if it cannot be begun,
    /// nothing has changed. Then the layers change, as a whole: the active memtable is the newest [Frozen], whose
    /// last entry is what is visible now and whose segments end before the new one, and an empty one
    /// ([LsmImage#emptyMemtable]) takes its place. Then a flush is asked for ([Flushes#request]).
    @Exercise("2.14")
    void freeze() {
        ReadState state = parts.layers().state();
        if (state.active().isEmpty()) {
            return;
        }
        long nextSegment = parts.log().map(Log::roll).orElse(0L);
        parts.layers().freeze(Frozen.of(state.active(), visible, nextSegment), LsmImage.emptyMemtable(random));
        flushes.request();
    }

    /// As [#freeze], unless as many wait for their flush as may
    /// ([dev.cairn.lsm.memtable.MemtableOptions#frozenMax]): then nothing happens. Where the active memtable is
    /// empty nothing happens either, however many wait.
    ///
    /// @return whether there is nothing left in the active memtable
    @Exercise("2.14")
    boolean freezeIfMay() {
        ReadState state = parts.layers().state();
        if (!state.active().isEmpty()
                && state.frozen().size() >= parts.memtables().frozenMax()) {
            return false;
        }
        freeze();
        return true;
    }

    /// Tells whoever shares memory with this store what it uses now.
    void tellBudget() {
        share.use(this::bytesInMemory);
    }

    /// What memtables take, frozen ones too.
    @Exercise("2.14")
    long bytesInMemory() {
        ReadState state = parts.layers().state();
        long bytes = state.active().bytes();
        for (Frozen each : state.frozen()) {
            bytes += each.rows().bytes();
        }
        return bytes;
    }
}
