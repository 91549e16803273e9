package dev.cairn.wal.map;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Damage;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import java.io.IOException;

/// A checkpoint of a [LoggedMapStore]: all rows of one moment, in a record log of its own.
///
/// ```
///   rows     | 1 | count, varint32 | key, length-prefixed | value, length-prefixed | ...     any number of these
///   footer   | 2 | last sequence, fixed64 | rows in all, fixed64 |                          exactly one, the last
/// ```
///
/// `000007.checkpoint` holds what was in all segments numbered below 7. The format: `docs/formats/log.md`.
final class CheckpointFormat {
    static final SegmentNames NAMES = new SegmentNames("", ".checkpoint");

    private static final int ROWS = 1;
    private static final int FOOTER = 2;

    private CheckpointFormat() {}

    /// What a checkpoint holds.
    ///
    /// @param sequence of the last mutation that is in it
    /// @param bytes length of the file
    record Checkpoint(SortedTree rows, long sequence, long bytes) {
        static final Checkpoint NONE = new Checkpoint(SortedTree.EMPTY, 0, 0);
    }

    /// Collects rows for one record.
    static final class RowsRecord {
        private final ByteWriter rows = new ByteWriter();
        private int count;

        void add(Bytes key, Bytes value) {
            rows.lengthPrefixed(key).lengthPrefixed(value);
            count++;
        }

        int bytes() {
            return rows.size();
        }

        Bytes encoded() {
            return new ByteWriter(rows.size() + 6)
                    .u8(ROWS)
                    .varint32(count)
                    .raw(rows.toBytes())
                    .toBytes();
        }
    }

    static Bytes footer(long sequence, long rows) {
        return new ByteWriter().u8(FOOTER).fixed64(sequence).fixed64(rows).toBytes();
    }

    /// Reads checkpoint `number`. It was durable before it got its name, so any damage is corruption.
    static Checkpoint read(Disk disk, long number) {
        String name = NAMES.nameOf(number);
        try (ReadFile file = disk.open(name)) {
            return new Reader(disk.describe(name), file).read();
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    /// Whether a record that [#withRowsOf] understands is the footer.
    static boolean isFooter(Bytes record) {
        return record.at(0) == FOOTER;
    }

    /// `rows` with those of one record, if it is one of rows.
    ///
    /// @throws CorruptBytesException if the record is neither rows nor footer
    static SortedTree withRowsOf(SortedTree rows, Bytes record) {
        ByteReader source = new ByteReader(record);
        int kind = source.u8();
        return switch (kind) {
            case ROWS -> withRows(rows, source);
            case FOOTER -> rows;
            default -> throw new CorruptBytesException(0, "kind 1 or 2", Integer.toString(kind));
        };
    }

    private static SortedTree withRows(SortedTree rows, ByteReader source) {
        SortedTree next = rows;
        for (int left = source.varint32(); left != 0; left--) {
            next = next.put(
                    source.lengthPrefixed().copy(), source.lengthPrefixed().copy());
        }
        return next;
    }

    /// Removes checkpoint `number`, which a newer one replaces.
    static void delete(Disk disk, long number) {
        try {
            disk.delete(NAMES.nameOf(number));
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("delete", disk.describe(NAMES.nameOf(number)), cause);
        }
    }

    /// Reads one checkpoint from front to back.
    private static final class Reader {
        private final String name;
        private final long size;
        private final RecordReader records;
        private SortedTree rows = SortedTree.EMPTY;
        private long footerOffset = -1;
        private long sequence;

        Reader(String name, ReadFile file) throws IOException {
            this.name = name;
            this.size = file.size();
            this.records = new RecordReader(file, 0, size, TailPolicy.ONE_RECORD_PER_SYNC);
        }

        Checkpoint read() throws IOException {
            ReadResult last = records.next();
            while (last instanceof ReadResult.Whole(Bytes payload, long offset)) {
                take(payload, offset);
                last = records.next();
            }
            return switch (last) {
                case ReadResult.End(long offset)
                when footerOffset < 0 ->
                    throw new StoreException.Corrupt(name, offset, "a footer", "the end of the file");
                case ReadResult.End _, ReadResult.Whole _ -> new Checkpoint(rows, sequence, size);
                case ReadResult.TornTail(long _, long offset, Damage damage) ->
                    throw Recovery.corrupt(name, offset, damage);
                case ReadResult.Corrupt(long _, long offset, Damage damage) ->
                    throw Recovery.corrupt(name, offset, damage);
            };
        }

        private void take(Bytes payload, long offset) {
            try {
                if (footerOffset >= 0) {
                    throw new CorruptBytesException(0, "nothing behind the footer", "a record");
                }
                ByteReader source = new ByteReader(payload);
                switch (source.u8()) {
                    case ROWS -> rows = withRows(rows, source);
                    case FOOTER -> takeFooter(source, offset);
                    default -> throw new CorruptBytesException(0, "kind 1 or 2", Integer.toString(payload.at(0)));
                }
                source.end();
            } catch (CorruptBytesException cause) {
                throw new StoreException.Corrupt(name, offset, cause.expected(), cause.actual());
            }
        }

        private void takeFooter(ByteReader source, long offset) {
            sequence = source.fixed64();
            long declared = source.fixed64();
            if (declared != rows.size()) {
                throw new CorruptBytesException(9, declared + " rows", rows.size() + " rows");
            }
            footerOffset = offset;
        }
    }
}
