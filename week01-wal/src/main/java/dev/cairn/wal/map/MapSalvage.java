package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Damage;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.FileCheck.Skipped;
import java.io.IOException;
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

    /// Takes the payload of one record.
    private interface Sink {
        void accept(Bytes payload);
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
            files.add(read(
                    SegmentNames.LOG.nameOf(number),
                    payload -> rows =
                            MapImage.applied(rows, BatchFormat.decode(payload).mutations())));
        }

        void checkpoint(long number) {
            SortedTree before = rows;
            rows = SortedTree.EMPTY;
            hasFooter = false;
            FileCheck check = read(CheckpointFormat.NAMES.nameOf(number), this::takeRows);
            files.add(hasFooter ? check : check.with(new Skipped(check.bytes(), 0, "a footer", "the end of the file")));
            if (!hasFooter || !check.skipped().isEmpty()) {
                rows = overlaid(before, rows);
            }
        }

        private void takeRows(Bytes payload) {
            rows = CheckpointFormat.withRowsOf(rows, payload);
            hasFooter |= CheckpointFormat.isFooter(payload);
        }

        private FileCheck read(String name, Sink sink) {
            try (ReadFile file = disk.open(name)) {
                FileReading reading = new FileReading(file, sink);
                reading.toTheEnd();
                return new FileCheck(name, file.size(), reading.records, reading.skipped);
            } catch (IOException cause) {
                throw StoreException.Failed.of("read", disk.describe(name), cause);
            }
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

    /// One pass over one file, from record to record, over what is damaged.
    private static final class FileReading {
        private final RecordReader reader;
        private final long size;
        private final Sink sink;
        private final List<Skipped> skipped = new ArrayList<>();
        private long records;

        FileReading(ReadFile file, Sink sink) throws IOException {
            this.size = file.size();
            this.reader = new RecordReader(file, 0, size, TailPolicy.FIRST_DAMAGE_ENDS);
            this.sink = sink;
        }

        void toTheEnd() throws IOException {
            ReadResult result = reader.next();
            while (!(result instanceof ReadResult.End)) {
                result = switch (result) {
                    case ReadResult.Whole(Bytes payload, long offset) -> take(payload, offset);
                    case ReadResult.TornTail(long offset, long _, Damage damage) -> skip(offset, damage);
                    case ReadResult.Corrupt(long offset, long _, Damage damage) -> skip(offset, damage);
                    case ReadResult.End end -> end;
                };
            }
        }

        private ReadResult take(Bytes payload, long offset) throws IOException {
            try {
                sink.accept(payload);
                records++;
            } catch (CorruptBytesException damage) {
                skipped.add(new Skipped(offset, payload.length(), damage.expected(), damage.actual()));
            }
            return reader.next();
        }

        private ReadResult skip(long from, Damage damage) throws IOException {
            ReadResult next = reader.skipDamage() ? reader.next() : new ReadResult.End(size);
            skipped.add(new Skipped(from, offsetOf(next) - from, damage.expected(), damage.actual()));
            return next;
        }

        private static long offsetOf(ReadResult result) {
            return switch (result) {
                case ReadResult.Whole(Bytes _, long offset) -> offset;
                case ReadResult.TornTail(long offset, long _, Damage _) -> offset;
                case ReadResult.Corrupt(long offset, long _, Damage _) -> offset;
                case ReadResult.End(long offset) -> offset;
            };
        }
    }
}
