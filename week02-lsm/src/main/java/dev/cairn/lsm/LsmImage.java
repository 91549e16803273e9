package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableLoad;
import dev.cairn.lsm.version.ManifestOrigin;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.LogPosition;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.SideFile;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What the directory of an [LsmStore] holds: the tables that the manifest names, and in memory what is in the log
/// and in no table. Reading changes nothing on disk.
///
/// Immutable, but that the memtables could take more.
///
/// @param sideFile what the directory remembers beside LevelDB's files, if it is true of the log: empty in a LevelDB
///     database that was never opened here, or that another LevelDB has opened since
/// @param manifest empty if nothing was ever stored
/// @param memtables what was in the log, oldest first; at least one, the last of which is not full
/// @param lastSequence of the last mutation
/// @param log what was read of the log
record LsmImage(
        Optional<SideFile> sideFile,
        Optional<ManifestRecovery> manifest,
        List<Memtable> memtables,
        long lastSequence,
        Recovery log) {

    LsmImage {
        memtables = List.copyOf(memtables);
    }

    /// What is in `disk`. What is not ours is refused before anything else is looked at. Then the manifest, and the
    /// files that it needs; then the segments of the log from the number on that the manifest tells ([#readLog]).
    /// What the side file says counts only if nobody else has opened the directory since ([#isOurs]).
    ///
    /// @param memtableBytes the size at which a memtable is full
    /// @throws StoreException.Corrupt if something durable is not what was written
    /// @throws StoreException.Refused if the directory belongs to another engine, or its keys have another order
    @Exercise("2.16")
    static LsmImage read(Disk disk, long memtableBytes, RandomGenerator random) {
        Optional<SideFile> written = SideFile.read(disk);
        refuseForeign(disk, written);
        Optional<ManifestRecovery> manifest = ManifestRecovery.read(disk).map(found -> found.requireFiles(disk));
        ManifestState state = manifest.map(ManifestRecovery::state).orElse(ManifestState.EMPTY);
        Optional<SideFile> sideFile = written.filter(_ -> isOurs(disk, manifest));
        Replay replay = new Replay(disk, state.lastSequence(), memtableBytes, random);
        Recovery log = readLog(disk, sideFile, firstSegment(state), replay);
        LsmImage image = new LsmImage(sideFile, manifest, replay.finish(), replay.sequence, log);
        image.requireWhole(disk);
        return image;
    }

    /// The tables and numbers to go on from.
    ManifestState state() {
        return manifest.map(ManifestRecovery::state).orElse(ManifestState.EMPTY);
    }

    /// Whether nothing was ever stored here.
    boolean isNew() {
        return manifest.isEmpty();
    }

    /// Whether all that was in the log fits one memtable.
    boolean fitsOneMemtable() {
        return memtables.size() == 1;
    }

    /// Very old LevelDBs kept the log before the present one, too.
    private static long firstSegment(ManifestState state) {
        return state.previousLogNumber() > 0
                ? Math.min(state.previousLogNumber(), state.logNumber())
                : state.logNumber();
    }

    /// Whether this engine was the last to open the directory; if nobody has, nobody else has.
    private static boolean isOurs(Disk disk, Optional<ManifestRecovery> manifest) {
        return manifest.map(found -> ManifestOrigin.isOurs(disk, found.manifestNumber()))
                .orElse(true);
    }

    /// Hands the records of all segments from `first` on to `replay`. If the side file tells of them, a segment is
    /// judged as its policy says ([Recovery#replay]), and a gap is corruption; if there is none, another LevelDB
    /// wrote the log ([ForeignLog]).
    private static Recovery readLog(Disk disk, Optional<SideFile> sideFile, long first, Replay replay) {
        return sideFile.map(file -> Recovery.replay(disk, SegmentNames.LOG, first, file::tailPolicyOf, replay))
                .orElseGet(() -> ForeignLog.replay(disk, first, replay::acceptForeign));
    }

    private static void refuseForeign(Disk disk, Optional<SideFile> sideFile) {
        String engine = sideFile.map(SideFile::engine).orElse(LsmView.ENGINE);
        if (!engine.equals(LsmView.ENGINE)) {
            throw new StoreException.Refused(disk.describe("") + " belongs to the engine \"" + engine + "\", not to \""
                    + LsmView.ENGINE + "\": open it with that one");
        }
    }

    /// Makes sure that no file is missing that once was there: the segments that the side file tells of, and
    /// `CURRENT`, if anything was ever logged or is in a table. (A new store begins no table before it has
    /// `CURRENT`; without this, tables that somebody copied would be taken for orphans.)
    private void requireWhole(Disk disk) {
        long newestNamed = sideFile.map(SideFile::newestNamed).orElse(0L);
        long newest = log.segments().isEmpty() ? 0 : log.segments().getLast().number();
        if (isNew() && (newestNamed > 0 || log.records() > 0)) {
            throw missing(disk, Versions.CURRENT, "the name of the manifest, since there is a log");
        }
        if (isNew() && TableNames.isAnyIn(disk)) {
            throw missing(disk, Versions.CURRENT, "the name of the manifest, since there are tables");
        }
        if (newestNamed > newest) {
            String segment = SegmentNames.LOG.nameOf(newestNamed);
            throw missing(disk, segment, "the segment that " + SideFile.NAME + " tells of");
        }
    }

    private static StoreException.Corrupt missing(Disk disk, String file, String expected) {
        return new StoreException.Corrupt(disk.describe(file), 0, expected, "no such file");
    }

    /// Puts the batches of the log into memtables, in their order.
    private static final class Replay implements Recovery.RecordSink {
        private final Disk disk;
        private final long memtableBytes;
        private final RandomGenerator random;
        private final List<Memtable> memtables = new ArrayList<>();
        private MemtableLoad load;
        private long sequence;

        Replay(Disk disk, long sequence, long memtableBytes, RandomGenerator random) {
            this.disk = disk;
            this.sequence = sequence;
            this.memtableBytes = memtableBytes;
            this.random = random;
            this.load = emptyLoad();
        }

        /// Takes one batch: each mutation goes into [#load] with its own sequence number, and [#sequence] is the
        /// highest that was met. A load that has [#memtableBytes] is finished, and the next one begun.
        ///
        /// Segments hold batches without a gap, so a gap means that one is missing. A batch may begin
        /// before the last number that the manifest tells: LevelDB tells one that is too high, when
        /// writers went on while a table was written.
        ///
        /// @throws StoreException.Corrupt if the payload is no batch, or leaves a gap: expected `sequence
        ///     number 8 or less`, found the number alone
        @Exercise("2.16")
        @Override
        public void accept(LogPosition position, Bytes payload) {
            BatchFormat.Batch batch = decode(position, payload);
            if (batch.sequence() > sequence + 1) {
                throw corrupt(
                        position, "sequence number " + (sequence + 1) + " or less", Long.toString(batch.sequence()));
            }
            long next = batch.sequence();
            for (Mutation mutation : batch.mutations()) {
                load.add(next++, mutation);
            }
            sequence = Math.max(sequence, batch.lastSequence());
            if (load.bytes() >= memtableBytes) {
                memtables.add(load.finish());
                load = emptyLoad();
            }
        }

        /// As [#accept], of a log in which a gap means nothing.
        void acceptForeign(LogPosition position, Bytes payload) {
            sequence = Math.max(sequence, decode(position, payload).sequence() - 1);
            accept(position, payload);
        }

        /// All memtables; the last one may be empty.
        List<Memtable> finish() {
            memtables.add(load.finish());
            return memtables;
        }

        private MemtableLoad emptyLoad() {
            return new MemtableLoad(new SplittableRandom(random.nextLong()));
        }

        private BatchFormat.Batch decode(LogPosition position, Bytes payload) {
            try {
                BatchFormat.Batch batch = BatchFormat.decode(payload);
                EntryTag.requireSequences(batch.sequence(), batch.mutations().size());
                return batch;
            } catch (CorruptBytesException cause) {
                throw corrupt(position, cause.expected(), cause.actual());
            }
        }

        private StoreException.Corrupt corrupt(LogPosition position, String expected, String actual) {
            String file = disk.describe(SegmentNames.LOG.nameOf(position.segment()));
            return new StoreException.Corrupt(file, position.offset(), expected, actual);
        }
    }

    /// A memtable whose towers are as high as a stream of chance of its own says.
    static Memtable emptyMemtable(RandomGenerator random) {
        return new Memtable(new SplittableRandom(random.nextLong()));
    }
}
