/// Group commit: many writers, one record, one sync, for any store.
///
/// | door | what one gets through it |
/// |---|---|
/// | [GroupCommit], with a [CommitLog] and a [CommitTarget] | writers wait, one of them leads, all get their answer |
/// | [SyncPolicy] | when a write is durable |
/// | [BatchFormat] | the record of a group, which is LevelDB's |
///
/// This package does not know the log: [CommitLog] is the seam, which [dev.cairn.wal.Log] fills.
@NullMarked
package dev.cairn.wal.commit;

import org.jspecify.annotations.NullMarked;
