package dev.cairn.lsm;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.FlushPolicy;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.read.CountedReads;
import dev.cairn.lsm.read.Layers;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.lsm.read.Reads;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.Versions;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.Segment;
import dev.cairn.wal.SegmentNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// A [WriteTarget] with what it works on, and with no store around it. Nothing is ever flushed here: that a flush is
/// asked for is noted.
///
/// Confined to one thread.
final class WriteTargetPlace {
    private final SimFileSystem system = SimFileSystem.empty();
    private final List<Long> visibleAtInserts = new ArrayList<>();
    private final List<Integer> frozenAtRequests = new ArrayList<>();
    private final Layers layers;
    private final StoreParts parts;
    private final WriteTarget target;
    private Optional<StoreException> failing = Optional.empty();
    private long told;
    private int insertsLeft = Integer.MAX_VALUE;

    private WriteTargetPlace(MemtableOptions memtables, boolean isLogged) {
        Disk disk = madeDisk();
        FileNumbers numbers = FileNumbers.from(1);
        OpenTables tables = OpenTables.in(disk, TableOptions.DEFAULT);
        layers = new Layers(new ReadState(new Memtable(new NotingRandom()), List.of(), Version.EMPTY));
        parts = new StoreParts(
                disk,
                memtables,
                TableOptions.DEFAULT,
                FlushPolicy.everythingToDisk(),
                numbers,
                Versions.begin(disk, numbers, ManifestState.EMPTY, 1 << 20, tables::remove),
                tables,
                layers,
                isLogged
                        ? Optional.of(Log.create(disk, SegmentNames.LOG, numbers, new LogOptions(64 << 20, 0)))
                        : Optional.empty());
        Snapshots snapshots = new Snapshots();
        Reads reads = new Reads(layers, tables, snapshots, () -> {
            throw new AssertionError("nobody scans here");
        });
        WriteBehind writeBehind =
                new WriteBehind(parts.log(), new World(1).env().background());
        CountedReads counted = new CountedReads(reads, tables.counts());
        target = new WriteTarget(parts, new Noted(), counted, new SplittableRandom(1), new Told(), writeBehind, 0);
    }

    static WriteTargetPlace withLog(MemtableOptions memtables) {
        return new WriteTargetPlace(memtables, true);
    }

    static WriteTargetPlace withoutLog(MemtableOptions memtables) {
        return new WriteTargetPlace(memtables, false);
    }

    WriteTarget target() {
        return target;
    }

    Layers layers() {
        return layers;
    }

    /// Lets the first memtable take `count` entries more, and then fail.
    void failInsertAfter(int count) {
        insertsLeft = count;
    }

    /// Lets the last flush have failed.
    void failFlush(String why) {
        failing = Optional.of(new StoreException.Failed(why, new IOException(why)));
    }

    /// The numbers of the segments of the log.
    List<Long> segments() {
        return parts.log().orElseThrow().segments().stream()
                .map(Segment::number)
                .toList();
    }

    /// What readers could see whenever an entry was about to be put into the first memtable.
    List<Long> visibleAtInserts() {
        return visibleAtInserts;
    }

    /// How many memtables were frozen, each time a flush was asked for.
    List<Integer> frozenAtRequests() {
        return frozenAtRequests;
    }

    /// The number of bytes that the budget was told last.
    long told() {
        return told;
    }

    /// Lets the next call of the disk fail.
    void failCalls(Fault fault) {
        system.withFaults(FaultPlan.at(system.calls(), fault));
    }

    private Disk madeDisk() {
        try {
            Disk disk = system.disk("db");
            disk.makeDirectory();
            return disk;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Chance that a list draws when it makes a node: before the node is linked.
    private final class NotingRandom implements RandomGenerator {
        @Override
        public long nextLong() {
            return 1;
        }

        @Override
        public int nextInt(int bound) {
            visibleAtInserts.add(target.visible());
            if (insertsLeft-- == 0) {
                throw new IllegalStateException("a bug in the memtable");
            }
            return 1;
        }
    }

    /// Notes when a flush is asked for.
    private final class Noted implements WriteTarget.Flushes {
        @Override
        public void request() {
            frozenAtRequests.add(layers.state().frozen().size());
        }

        @Override
        public Optional<StoreException> failing() {
            return failing;
        }
    }

    /// Notes what it is told.
    private final class Told implements MemtableBudget.Share {
        @Override
        public void use(LongSupplier bytes) {
            told = bytes.getAsLong();
        }

        @Override
        public void close() {
            told = 0;
        }
    }
}
