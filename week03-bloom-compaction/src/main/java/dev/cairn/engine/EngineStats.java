package dev.cairn.engine;

import dev.cairn.lsm.LsmStats;
import dev.cairn.lsm.compaction.MergeCounts;
import java.util.List;

/// What an [EngineStore] holds and has done since it was opened, and the three figures by which stores
/// of this kind are weighed: each can be made smaller at the cost of the other two.
///
/// Immutable. M. Athanassoulis et al., Designing Access Methods: The RUM Conjecture, EDBT 2016.
///
/// @param lsm all that is counted
/// @param bytesFlushed length of the tables that flushes have written
public record EngineStats(LsmStats lsm, long bytesFlushed) {
    /// What was counted, of a store whose tables had the weight `bytesBefore` when it was opened.
    public static EngineStats of(LsmStats lsm, long bytesBefore) {
        return new EngineStats(lsm, Math.max(0, weight(lsm) - bytesBefore));
    }

    /// The length that the tables would have without merges: what it has grown by, flushes have written.
    public static long weight(LsmStats lsm) {
        MergeCounts merged = lsm.compactions().counts();
        return bytes(lsm.levels()) + merged.bytesReclaimed();
    }

    /// How often a byte that was flushed has been written to tables, its flush included; 0 before the
    /// first flush. The log comes on top: every byte goes there once.
    public double writeAmplification() {
        long written = bytesFlushed + lsm.compactions().counts().bytesWritten();
        return bytesFlushed == 0 ? 0 : (double) written / bytesFlushed;
    }

    /// How many tables a get may have to ask: those of level 0, and one for each other level that has
    /// any. Filters spare it nearly all of them.
    public int readAmplification() {
        return readAmplification(lsm.levels());
    }

    /// The same of any store.
    public static int readAmplification(List<LsmStats.Level> levels) {
        long deeper =
                levels.stream().skip(1).filter(level -> level.tables() > 0).count();
        return levels.getFirst().tables() + (int) deeper;
    }

    /// How many times as long all tables are as those of the deepest level that has any, which has next
    /// to nothing that is hidden; 1 without tables.
    public double spaceAmplification() {
        return spaceAmplification(lsm.levels());
    }

    /// The same of any store.
    public static double spaceAmplification(List<LsmStats.Level> levels) {
        long deepest = levels.reversed().stream()
                .filter(level -> level.bytes() > 0)
                .mapToLong(LsmStats.Level::bytes)
                .findFirst()
                .orElse(0);
        return deepest == 0 ? 1 : (double) bytes(levels) / deepest;
    }

    /// Of the questions to filters about keys that a table did not have, the share that they answered
    /// so, from 0 to 1; 0 before the first.
    public double filterHitRate() {
        long spared = lsm.reads().filterDenials();
        long asked = spared + lsm.reads().filterMistakes();
        return asked == 0 ? 0 : (double) spared / asked;
    }

    private static long bytes(List<LsmStats.Level> levels) {
        return levels.stream().mapToLong(LsmStats.Level::bytes).sum();
    }
}
