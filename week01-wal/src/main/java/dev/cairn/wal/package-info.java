/// A segmented record log: what was made durable is there after a crash, and damage is told apart from a torn tail.
///
/// | door | what one gets through it |
/// |---|---|
/// | [Log], [Recovery], [LogScan] | a log of numbered segments: appended to, replayed, read while it grows |
/// | [RecordWriter], [RecordReader] | one log file |
/// | [LogFormat], [SegmentNames] | the format and the names that other engines share |
///
/// The other public types are what these take and give. On the log stand group commit ([dev.cairn.wal.commit]) and a
/// store that logs before it answers ([dev.cairn.wal.map]).
@NullMarked
package dev.cairn.wal;

import org.jspecify.annotations.NullMarked;
