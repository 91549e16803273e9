/// A segmented record log: what was acknowledged is there after a crash, and damage is told apart from a torn tail.
///
/// | door | what one gets through it |
/// |---|---|
/// | [LoggedMapStore], [LoggedMapOptions] | a store: a sorted map in memory, every change in a log |
/// | [MapView], [MapCheck], [MapSalvage] | the same store closed: read, judged, or rescued |
/// | [GroupCommit], with a [CommitLog] and a [CommitTarget] | many writers, one record, one sync, for any store |
/// | [Log], [Recovery], [LogScan] | a log of numbered segments: appended to, replayed, read while it grows |
/// | [RecordWriter], [RecordReader] | one log file |
/// | [BatchFormat], [SideFile], [SegmentNames] | the formats and names that other engines share |
///
/// The other public types are what these take and give.
@NullMarked
package dev.cairn.wal;

import org.jspecify.annotations.NullMarked;
