package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.FileCheck.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What can still be read in the directory of a [LoggedMapStore], damaged or not. Nothing is changed, nothing is
/// locked.
///
/// All checkpoints and segments are read in the order of their numbers, older ones that a newer checkpoint covers
/// too. Each whole record is applied, whatever is missing before it; a checkpoint that is undamaged replaces all
/// that was before. So a row may be older than the last one that was acknowledged, or deleted ones may be back,
/// where the record that said otherwise is lost; a value that was never written cannot appear.
///
/// Immutable.
public final class MapSalvage implements ReadView {
    private final SortedTree rows;
    private final List<FileCheck> files;

    private MapSalvage(SortedTree rows, List<FileCheck> files) {
        this.rows = rows;
        this.files = List.copyOf(files);
    }

    /// Reads what there is.
    ///
    /// @throws StoreException.Failed if the operating system refuses something
    public static MapSalvage read(Disk disk) {
        List<Long> segments = Recovery.numbers(disk, SegmentNames.LOG, 1);
        List<Long> checkpoints = Recovery.numbers(disk, CheckpointFormat.NAMES, 1);
        TreeSet<Long> numbers = new TreeSet<>(segments);
        numbers.addAll(checkpoints);
        Reading reading = new Reading(disk);
        for (long number : numbers) {
            if (checkpoints.contains(number)) {
                reading.checkpoint(number);
            }
            if (segments.contains(number)) {
                reading.segment(number);
            }
        }
        return new MapSalvage(reading.rows, reading.files);
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return new TreeCursor(rows, range);
    }

    /// The files that were read, in their order.
    public List<FileCheck> files() {
        return files;
    }

    /// One pass over all files, oldest first.
    private static final class Reading {
        private final Disk disk;
        private final List<FileCheck> files = new ArrayList<>();
        private SortedTree rows = SortedTree.EMPTY;
        private boolean hasFooter;

        Reading(Disk disk) {
            this.disk = disk;
        }

        void segment(long number) {
            files.add(FileCheck.read(
                    disk,
                    SegmentNames.LOG.nameOf(number),
                    payload -> rows =
                            MapImage.applied(rows, BatchFormat.decode(payload).mutations())));
        }

        void checkpoint(long number) {
            SortedTree before = rows;
            rows = SortedTree.EMPTY;
            hasFooter = false;
            FileCheck check = FileCheck.read(disk, CheckpointFormat.NAMES.nameOf(number), this::takeRows);
            files.add(hasFooter ? check : check.with(new Skipped(check.bytes(), 0, "a footer", "the end of the file")));
            if (!hasFooter || !check.skipped().isEmpty()) {
                rows = overlaid(before, rows);
            }
        }

        private void takeRows(Bytes payload) {
            rows = CheckpointFormat.withRowsOf(rows, payload);
            hasFooter |= CheckpointFormat.isFooter(payload);
        }

        private static SortedTree overlaid(SortedTree lower, SortedTree upper) {
            SortedTree both = lower;
            try (Cursor cursor = new TreeCursor(upper, KeyRange.all())) {
                while (cursor.next()) {
                    both = both.put(cursor.key(), cursor.value());
                }
            }
            return both;
        }
    }
}
