package dev.cairn.lsm.table;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How tables are written and read.
///
/// Immutable.
///
/// @param blockBytes size of a data block, before it is packed, from which on no entry is added to it
/// @param restartInterval every how many entries of a data block a key is stored whole
/// @param compression how blocks are stored that are worth it
/// @param readable the compressions of blocks that can be read, whatever is written
/// @param unpackedBytesMax the largest block that is read: a larger one is refused as corrupt, unread
/// @param filter what tells quickly that a table does not have a key
/// @param cache where unpacked blocks are kept
/// @param checksums when blocks are compared with their checksums
/// @param rows how much memory may be spent on knowing where the rows of blocks are
public record TableOptions(
        int blockBytes,
        int restartInterval,
        Compression compression,
        List<Compression> readable,
        int unpackedBytesMax,
        FilterPolicy filter,
        BlockCache cache,
        ChecksumPolicy checksums,
        RowBudget rows) {

    /// LevelDB's: blocks of 4 KiB, a restart point every 16 entries, Snappy; and blocks of at most 1 GiB
    /// and a bit.
    public static final TableOptions DEFAULT = new TableOptions(
            4096,
            16,
            Compression.snappy(),
            List.of(Compression.none(), Compression.snappy()),
            (1 << 30) + (1 << 20),
            FilterPolicy.none(),
            BlockCache.none(),
            ChecksumPolicy.FIRST_READ,
            RowBudget.none());

    /// Checks that the numbers are positive and that what is written can be read.
    public TableOptions {
        Check.argument(blockBytes > 0, "blocks of %s bytes hold nothing", blockBytes);
        Check.argument(restartInterval > 0, "a restart point every %s entries is none", restartInterval);
        Check.argument(unpackedBytesMax > 0, "blocks of at most %s bytes hold nothing", unpackedBytesMax);
        readable = List.copyOf(readable);
        Set<Integer> ids = new HashSet<>();
        for (Compression each : readable) {
            Check.argument(ids.add(each.id()), "two compressions have the id %s: %s", each.id(), readable);
        }
        Check.argument(
                ids.contains(compression.id())
                        && ids.contains(Compression.none().id()),
                "blocks are stored as they are or by %s, and %s cannot be all that is readable",
                compression,
                readable);
    }

    /// These with another size of data blocks.
    public TableOptions withBlockBytes(int bytes) {
        return new TableOptions(
                bytes, restartInterval, compression, readable, unpackedBytesMax, filter, cache, checksums, rows);
    }

    /// These with another distance of restart points.
    public TableOptions withRestartInterval(int entries) {
        return new TableOptions(
                blockBytes, entries, compression, readable, unpackedBytesMax, filter, cache, checksums, rows);
    }

    /// These, writing by another compression.
    public TableOptions withCompression(Compression other) {
        return new TableOptions(
                blockBytes, restartInterval, other, readable, unpackedBytesMax, filter, cache, checksums, rows);
    }

    /// These, reading blocks of other compressions.
    public TableOptions withReadable(List<Compression> all) {
        return new TableOptions(
                blockBytes, restartInterval, compression, all, unpackedBytesMax, filter, cache, checksums, rows);
    }

    /// These with another limit to what is read.
    public TableOptions withUnpackedBytesMax(int bytes) {
        return new TableOptions(
                blockBytes, restartInterval, compression, readable, bytes, filter, cache, checksums, rows);
    }

    /// These with another filter.
    public TableOptions withFilter(FilterPolicy policy) {
        return new TableOptions(
                blockBytes, restartInterval, compression, readable, unpackedBytesMax, policy, cache, checksums, rows);
    }

    /// These with another cache.
    public TableOptions withCache(BlockCache other) {
        return new TableOptions(
                blockBytes, restartInterval, compression, readable, unpackedBytesMax, filter, other, checksums, rows);
    }

    /// These with another moment to look at checksums.
    public TableOptions withChecksums(ChecksumPolicy policy) {
        return new TableOptions(
                blockBytes, restartInterval, compression, readable, unpackedBytesMax, filter, cache, policy, rows);
    }

    /// These with another budget for knowing where rows are.
    public TableOptions withRows(RowBudget budget) {
        return new TableOptions(
                blockBytes, restartInterval, compression, readable, unpackedBytesMax, filter, cache, checksums, budget);
    }
}
