package dev.cairn.lsm;

import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.lsm.compaction.CompactionCounts;
import dev.cairn.lsm.flush.BackgroundFailures;
import dev.cairn.lsm.read.CountedReads;
import dev.cairn.lsm.table.CacheCounts;
import dev.cairn.lsm.table.TableCounts;
import dev.cairn.lsm.version.Version;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.commit.GroupCommit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What an [LsmStore] holds, and what it has done since it was opened.
///
/// Immutable.
///
/// @param sequence of the last mutation
/// @param memoryEntries changes in memtables, frozen ones included
/// @param memoryBytes what they take
/// @param frozen number of memtables that wait for their flush
/// @param levels of the tables, from 0 to 6
/// @param logSegments number of log segments
/// @param logBytes length of their records with headers
/// @param manifestBytes length of the manifest
/// @param flushedSequence no entry up to this one is in memory only
/// @param snapshots sequence numbers at which somebody reads
/// @param flushes memtables that became tables
/// @param flushFailures flushes that could not be finished
/// @param compactionFailures merges that could not be finished
/// @param compactions what has been merged
/// @param gets what gets have found, and where
/// @param reads what gets have cost in the tables, and what the filters spared them
/// @param cache of unpacked blocks; other stores may share it, and these are the figures of all
/// @param rowDirectoryBytes memory that directories of rows take ([dev.cairn.lsm.table.RowBudget]); other stores
///     may share the budget
/// @param stalls how often writers had to wait a millisecond for a flush
/// @param pauses how often writers had to wait a millisecond because merging does not keep up with them
/// @param commits groups and batches committed
/// @param syncs how often the log was made durable
/// @param syncTimes how long syncs of the log's files took
/// @param recovery what was found in the log when it was opened
/// @param manifestDropped the torn end of the manifest, if it had one when it was opened
public record LsmStats(
        long sequence,
        long memoryEntries,
        long memoryBytes,
        int frozen,
        List<Level> levels,
        int logSegments,
        long logBytes,
        long manifestBytes,
        long flushedSequence,
        int snapshots,
        long flushes,
        BackgroundFailures flushFailures,
        BackgroundFailures compactionFailures,
        CompactionCounts compactions,
        CountedReads.Figures gets,
        TableCounts.Figures reads,
        CacheCounts cache,
        long rowDirectoryBytes,
        long stalls,
        long pauses,
        GroupCommit.Counts commits,
        long syncs,
        LatencyCounts syncTimes,
        Recovery recovery,
        Optional<Recovery.Dropped> manifestDropped) {
    /// One level.
    ///
    /// @param tables number of tables
    /// @param bytes sum of their lengths
    public record Level(int tables, long bytes) {}

    public LsmStats {
        levels = List.copyOf(levels);
    }

    static List<Level> levelsOf(Version version) {
        return IntStream.range(0, Version.LEVELS)
                .mapToObj(level -> new Level(version.level(level).size(), version.bytes(level)))
                .toList();
    }
}
