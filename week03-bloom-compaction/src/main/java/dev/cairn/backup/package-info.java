/// Copies of a whole store while it is in use: a checkpoint that shares the tables' bytes, a backup that
/// shares none, and the way back.
///
/// The door: [dev.cairn.backup.Checkpoint], [dev.cairn.backup.Backup] and [dev.cairn.backup.Restore], each
/// with one method; [dev.cairn.backup.CopyProgress] is told how far they have come, and
/// [dev.cairn.backup.EmptyTarget] tells beforehand whether a copy can be made somewhere.
@NullMarked
package dev.cairn.backup;

import org.jspecify.annotations.NullMarked;
