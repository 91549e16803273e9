package dev.cairn.lsm;

import dev.cairn.common.measure.Latencies;
import dev.cairn.lsm.compaction.BrakedTarget;
import dev.cairn.lsm.compaction.Merger;
import dev.cairn.lsm.flush.Flusher;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.read.CountedReads;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.wal.Log;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.commit.GroupCommit;
import java.util.Optional;

/// Gathers the figures of an open store from those who count.
///
/// @param syncTimes how long syncs of the log's files took
/// @param recovery what was found in the log when the store was opened
/// @param manifestDropped the torn end of the manifest, if it had one then
record StoreFigures(
        StoreParts parts,
        CountedReads reads,
        WriteTarget target,
        BrakedTarget braked,
        Snapshots snapshots,
        Flusher flusher,
        Merger merger,
        GroupCommit commits,
        Latencies syncTimes,
        Recovery recovery,
        Optional<Recovery.Dropped> manifestDropped) {
    LsmStats stats() {
        ReadState state = parts.layers().state();
        Optional<Log> log = parts.log();
        return new LsmStats(
                target.visible(),
                state.active().entries()
                        + state.frozen().stream()
                                .mapToLong(each -> each.rows().entries())
                                .sum(),
                target.bytesInMemory(),
                state.frozen().size(),
                LsmStats.levelsOf(state.version()),
                log.map(each -> each.segments().size()).orElse(0),
                log.map(Log::bytes).orElse(0L),
                parts.versions().manifestBytes(),
                parts.versions().state().lastSequence(),
                snapshots.count(),
                flusher.flushes(),
                flusher.failures(),
                merger.failures(),
                merger.counts(),
                reads.figures(),
                parts.tables().counts().figures(),
                parts.tableOptions().cache().counts(),
                parts.tableOptions().rows().bytes(),
                target.stalls(),
                braked.pauses(),
                commits.counts(),
                log.map(Log::syncCount).orElse(0L),
                syncTimes.counts(),
                recovery,
                manifestDropped);
    }
}
