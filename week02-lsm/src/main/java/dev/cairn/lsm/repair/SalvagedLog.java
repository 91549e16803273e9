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
import dev.cairn.workbook.Exercise;
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

    /// Reads segment `number`: each record that can be read ([FileCheck#read]) goes to a [Replay], and
    /// the file's check tells of the others.
    static SalvagedLog read(Disk disk, long number) {
        Replay replay = new Replay();
        FileCheck check = FileCheck.read(disk, SegmentNames.LOG.nameOf(number), replay);
        return new SalvagedLog(number, check, replay.memtables, replay.oldest, replay.newest);
    }

    /// Puts batches into memtables. A batch with numbers that came before, which no store writes, gets
    /// a memtable of its own, since a memtable has each change once.
    private static final class Replay implements FileCheck.Sink {
        private final List<Memtable> memtables = new ArrayList<>();
        private long oldest = Long.MAX_VALUE;
        private long newest;
        private long last;

        /// Adds the changes of one batch to the memtable that [#memtableFor] names, with ascending
        /// numbers from that of the batch on, and keeps [#last], [#oldest] and [#newest].
        ///
        /// The record was read whole, but need not be a batch, nor one whose numbers an entry can have
        /// ([EntryTag#requireSequences]): that is thrown before anything has changed, and the check
        /// tells of it. A batch without changes makes no memtable, and leaves all numbers as they are.
        @Exercise("2.19")
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

        /// The last memtable, if there is one, all numbers of `batch` are larger than those of the
        /// batch before it, and it has less than [MemtableOptions#DEFAULT] allows. Else a new one
        /// behind it, whose heights of towers are drawn from a [SplittableRandom] of any seed.
        @Exercise("2.19")
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
