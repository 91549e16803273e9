package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.LogPosition;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.CheckpointFormat.Checkpoint;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the directory of a [LoggedMapStore] holds: the newest checkpoint with the log behind it replayed. Reading
/// changes nothing on disk.
///
/// Immutable.
///
/// @param sideFile what the directory remembers beside its logs
/// @param checkpointNumber the first segment that the checkpoint does not cover, or 0 if there is no checkpoint
/// @param checkpointBytes length of the checkpoint's file
/// @param sequence of the last mutation
record MapImage(
        Optional<SideFile> sideFile,
        long checkpointNumber,
        long checkpointBytes,
        SortedTree rows,
        long sequence,
        Recovery recovery) {
    static final String ENGINE = "map";

    /// What is in `disk`. The side file comes first, and what is not ours is refused ([#refuseForeign]) before
    /// anything else is looked at. The checkpoint with the highest number counts; older ones, and segments numbered
    /// below it, are orphans that a crash left. Before anything is read it is made sure that no file is missing
    /// ([#requireLog]). Then the checkpoint's rows, and behind them, through one [Replay], the segments from its
    /// number on. How the tail of a segment is judged the side file knows ([SideFile#tailPolicyOf]); where there is
    /// no side file, the first damage ends the log.
    ///
    /// @throws StoreException.Corrupt if something durable is not what was written
    /// @throws StoreException.Refused if the directory belongs to another engine
    @Exercise("1.10")
    static MapImage read(Disk disk) {
        Optional<SideFile> sideFile = SideFile.read(disk);
        refuseForeign(disk, sideFile);
        List<Long> checkpoints = Recovery.numbers(disk, CheckpointFormat.NAMES, 1);
        long number = checkpoints.isEmpty() ? 0 : checkpoints.getLast();
        requireLog(disk, sideFile, number);
        Checkpoint checkpoint = number == 0 ? Checkpoint.NONE : CheckpointFormat.read(disk, number);
        Replay replay = new Replay(disk, checkpoint);
        Recovery recovery = Recovery.replay(
                disk,
                SegmentNames.LOG,
                number,
                segment -> sideFile.map(file -> file.tailPolicyOf(segment)).orElse(TailPolicy.FIRST_DAMAGE_ENDS),
                replay);
        return new MapImage(sideFile, number, checkpoint.bytes(), replay.rows(), replay.sequence, recovery);
    }

    /// The next number for a segment or checkpoint: above all that are in use.
    long nextNumber() {
        long newest = recovery.segments().isEmpty()
                ? 0
                : recovery.segments().getLast().number();
        return Math.max(newest, checkpointNumber) + 1;
    }

    /// The number from which on segments are needed.
    long firstKept() {
        return Math.max(checkpointNumber, 1);
    }

    /// The rows after `mutations`.
    static SortedTree applied(SortedTree rows, List<Mutation> mutations) {
        SortedTree next = rows;
        for (Mutation mutation : mutations) {
            next = switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) -> next.put(key, value);
                case Mutation.Delete(Bytes key) -> next.delete(key);
            };
        }
        return next;
    }

    private static void refuseForeign(Disk disk, Optional<SideFile> sideFile) {
        String engine = sideFile.map(SideFile::engine).orElse(ENGINE);
        if (!engine.equals(ENGINE)) {
            throw new StoreException.Refused(disk.describe("") + " belongs to the engine \"" + engine + "\", not to \""
                    + ENGINE + "\": open it with that one");
        }
        try {
            if (sideFile.isEmpty() && disk.exists("CURRENT")) {
                throw new StoreException.Refused(disk.describe("") + " holds a LevelDB database, not a \"" + ENGINE
                        + "\": open it with the engine \"lsm\"");
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(""), cause);
        }
    }

    /// Makes sure that no file is missing at either end of the log. A gap in the sequence numbers need not show it:
    /// there may be nothing behind the gap.
    ///
    /// A log begins with the segment of its checkpoint, or with segment 1 if it has none, and goes at least as far
    /// as the side file tells of segments ([SideFile#newestNamed]). A directory without checkpoint and segment is a
    /// new store, unless the side file tells of a segment.
    ///
    /// What [#missing] is told, the file and what was expected:
    ///
    /// - No checkpoint, and the log begins later than segment 1: the checkpoint of the first segment's number;
    ///   `what the files after it go on from`.
    /// - The checkpoint's own segment is not there: that segment; `what goes on from the checkpoint`.
    /// - The log ends before [SideFile#newestNamed]: that segment; `the segment that CAIRN tells of`.
    ///
    /// @param checkpoint number of the newest checkpoint, or 0
    /// @throws StoreException.Corrupt if one is missing
    @Exercise("1.10")
    private static void requireLog(Disk disk, Optional<SideFile> sideFile, long checkpoint) {
        List<Long> segments = Recovery.numbers(disk, SegmentNames.LOG, checkpoint);
        boolean isBegun = !segments.isEmpty() || checkpoint > 0;
        if (isBegun && !segments.contains(Math.max(checkpoint, 1))) {
            throw checkpoint == 0
                    ? missing(disk, CheckpointFormat.NAMES, segments.getFirst(), "what the files after it go on from")
                    : missing(disk, SegmentNames.LOG, checkpoint, "what goes on from the checkpoint");
        }
        long newestNamed = sideFile.map(SideFile::newestNamed).orElse(0L);
        if (newestNamed > (segments.isEmpty() ? 0 : segments.getLast())) {
            throw missing(disk, SegmentNames.LOG, newestNamed, "the segment that " + SideFile.NAME + " tells of");
        }
    }

    private static StoreException.Corrupt missing(Disk disk, SegmentNames names, long number, String expected) {
        return new StoreException.Corrupt(disk.describe(names.nameOf(number)), 0, expected, "no such file");
    }

    /// Applies batches whose sequence numbers follow each other without a gap; a gap means that a file is missing.
    ///
    /// What counts of each key is its newest mutation. These are collected first and applied to the tree in the
    /// order of keys, where neighbours share most of their paths: in the order of the log each would go its own
    /// way.
    private static final class Replay implements Recovery.RecordSink {
        private final Disk disk;
        private final SortedTree before;
        private final SortedMap<Bytes, Mutation> newest = new TreeMap<>();
        private long sequence;

        Replay(Disk disk, Checkpoint checkpoint) {
            this.disk = disk;
            this.before = checkpoint.rows();
            this.sequence = checkpoint.sequence();
        }

        /// Takes one batch: its mutations become the newest of their keys.
        ///
        /// @throws StoreException.Corrupt if the payload is no batch ([#decode]), or does not go on with the
        ///     sequence number after the last one: expected `sequence number 8`, found the number alone
        @Exercise("1.10")
        @Override
        public void accept(LogPosition position, Bytes payload) {
            BatchFormat.Batch batch = decode(position, payload);
            if (batch.sequence() != sequence + 1) {
                throw corrupt(position, "sequence number " + (sequence + 1), Long.toString(batch.sequence()));
            }
            batch.mutations().forEach(mutation -> newest.put(mutation.key(), mutation));
            sequence = batch.lastSequence();
        }

        /// The rows after all batches, in arrays of their own: a row does not keep the record alive that it
        /// came in.
        @Exercise("1.10")
        SortedTree rows() {
            return applied(before, newest.values().stream().map(Replay::copied).toList());
        }

        @Solution
        private static Mutation copied(Mutation mutation) {
            return switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) -> new Mutation.Put(key.copy(), value.copy());
                case Mutation.Delete delete -> delete;
            };
        }

        private BatchFormat.Batch decode(LogPosition position, Bytes payload) {
            try {
                return BatchFormat.decode(payload);
            } catch (CorruptBytesException cause) {
                throw corrupt(position, cause.expected(), cause.actual());
            }
        }

        private StoreException.Corrupt corrupt(LogPosition position, String expected, String actual) {
            String file = disk.describe(SegmentNames.LOG.nameOf(position.segment()));
            return new StoreException.Corrupt(file, position.offset(), expected, actual);
        }
    }
}
