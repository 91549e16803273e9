package dev.cairn.wal.map;

import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.commit.GroupCommit;

/// What a [LoggedMapStore] holds, and what it has done since it was opened.
///
/// Immutable.
///
/// @param rows number of keys with a value
/// @param sequence of the last mutation
/// @param segments number of log segments
/// @param logBytes length of their whole records with headers
/// @param checkpointNumber the first segment that the newest checkpoint does not cover, or 0 if there is none
/// @param checkpointBytes length of the newest checkpoint's file
/// @param checkpointFailures checkpoints that could not be finished
/// @param commits groups and batches committed
/// @param syncs how often the log was made durable
/// @param syncTimes how long syncs of the log's files took
/// @param recovery what was found when it was opened
public record LoggedMapStats(
        long rows,
        long sequence,
        int segments,
        long logBytes,
        long checkpointNumber,
        long checkpointBytes,
        CheckpointFailures checkpointFailures,
        GroupCommit.Counts commits,
        long syncs,
        LatencyCounts syncTimes,
        Recovery recovery) {}
