package dev.cairn.lsm.version;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.EntryTag;
import java.util.OptionalLong;

/// What the edits of a manifest add up to: the version, and the numbers that go on from here.
///
/// Immutable.
///
/// @param version the tables
/// @param logNumber the oldest log that is needed; 0 if none was ever named
/// @param previousLogNumber an older log that is needed as well, or 0; for directories of very old LevelDBs
/// @param nextFileNumber all numbers that were given out when the last edit was made are smaller
/// @param lastSequence no entry in a table is newer
public record ManifestState(
        Version version, long logNumber, long previousLogNumber, long nextFileNumber, long lastSequence) {
    /// The name of the order by user key, bytewise: the only one there is in Cairn.
    public static final String COMPARATOR = "leveldb.BytewiseComparator";

    /// The state of a store to which nothing has happened. Number 1 is that of the first file.
    public static final ManifestState EMPTY = new ManifestState(Version.EMPTY, 0, 0, 1, 0);

    /// Refuses numbers that are none.
    public ManifestState {
        Check.argument(logNumber >= 0 && logNumber <= FileNumbers.MAX, "no log has the number %s", logNumber);
        Check.argument(FileNumbers.isNumber(nextFileNumber), "no file has the number %s", nextFileNumber);
        Check.argument(lastSequence >= 0 && lastSequence <= EntryTag.SEQUENCE_MAX, "no sequence is %s", lastSequence);
    }

    /// The state after `edit`. What it says nothing of stays as it was; log number, next file number and last
    /// sequence never go back.
    ///
    /// @throws Version.Conflict if they would, or as [Version#withEdit] says
    public ManifestState with(VersionEdit edit) {
        return new ManifestState(
                version.withEdit(edit),
                forward("log number", logNumber, edit.logNumber()),
                edit.previousLogNumber().orElse(previousLogNumber),
                forward("next file number", nextFileNumber, edit.nextFileNumber()),
                forward("last sequence", lastSequence, edit.lastSequence()));
    }

    /// The one edit that leads from [#EMPTY] to this state: what a new manifest begins with.
    public VersionEdit asEdit() {
        VersionEdit.Builder edit = VersionEdit.builder()
                .comparator(COMPARATOR)
                .logNumber(logNumber)
                .previousLogNumber(previousLogNumber)
                .nextFileNumber(nextFileNumber)
                .lastSequence(lastSequence);
        version.describeTo(edit);
        return edit.build();
    }

    private static long forward(String what, long before, OptionalLong next) {
        if (next.orElse(before) < before) {
            throw new Version.Conflict("a " + what + " of at least " + before, Long.toString(next.orElse(before)));
        }
        return next.orElse(before);
    }
}
