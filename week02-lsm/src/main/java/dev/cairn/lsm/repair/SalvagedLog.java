package dev.cairn.lsm.repair;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.FileCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What can be read of one segment of the log, in memory.
///
/// Immutable, but that the memtables could take more.
///
/// @param memtables its changes, in the order in which they were made; none of them is empty
/// @param oldest the smallest sequence number in it, `Long.MAX_VALUE` if it has none
/// @param newest the largest sequence number in it
record SalvagedLog(long number, FileCheck check, List<Memtable> memtables, long oldest, long newest) {
    SalvagedLog {
        memtables = List.copyOf(memtables);
    }

    /// Reads segment `number`.
    static SalvagedLog read(Disk disk, long number) {
        Replay replay = new Replay();
        FileCheck check = FileCheck.read(disk, SegmentNames.LOG.nameOf(number), replay);
        return new SalvagedLog(number, check, replay.memtables, replay.oldest, replay.newest);
    }

    /// Puts batches into memtables. A batch with numbers that came before, which no store writes, gets a memtable
    /// of its own, since a memtable has each change once.
    private static final class Replay implements FileCheck.Sink {
        private final List<Memtable> memtables = new ArrayList<>();
        private long oldest = Long.MAX_VALUE;
        private long newest;
        private long last;

        @Override
        public void accept(Bytes payload) {
            BatchFormat.Batch batch = BatchFormat.decode(payload);
            EntryTag.requireSequences(batch.sequence(), batch.mutations().size());
            if (batch.mutations().isEmpty()) {
                return;
            }
            Memtable memtable = memtableFor(batch);
            long sequence = batch.sequence();
            for (Mutation mutation : batch.mutations()) {
                memtable.add(sequence++, mutation);
            }
            last = batch.lastSequence();
            oldest = Math.min(oldest, batch.sequence());
            newest = Math.max(newest, last);
        }

        private Memtable memtableFor(BatchFormat.Batch batch) {
            boolean isNext = !memtables.isEmpty()
                    && batch.sequence() > last
                    && memtables.getLast().bytes() < MemtableOptions.DEFAULT.bytes();
            if (!isNext) {
                memtables.add(new Memtable(new SplittableRandom(memtables.size())));
            }
            return memtables.getLast();
        }
    }
}
