package dev.cairn.lsm.compaction;

/// What merges have read, written and left out.
///
/// Immutable.
///
/// @param bytesRead length of the tables that were merged
/// @param bytesWritten length of the tables that came of it
/// @param entriesRead entries of all kinds
/// @param entriesHidden entries left out because a newer one of their key hides them from everybody
/// @param tombstonesDropped tombstones left out because nothing is left that they could hide
public record MergeCounts(
        long bytesRead, long bytesWritten, long entriesRead, long entriesHidden, long tombstonesDropped) {
    /// Nothing was merged.
    public static final MergeCounts NONE = new MergeCounts(0, 0, 0, 0, 0);

    /// Both together.
    public MergeCounts plus(MergeCounts other) {
        return new MergeCounts(
                bytesRead + other.bytesRead,
                bytesWritten + other.bytesWritten,
                entriesRead + other.entriesRead,
                entriesHidden + other.entriesHidden,
                tombstonesDropped + other.tombstonesDropped);
    }

    /// By how much the tables have become smaller; below zero if they have grown.
    public long bytesReclaimed() {
        return bytesRead - bytesWritten;
    }

    /// Entries that were left out, tombstones included.
    public long entriesDropped() {
        return entriesHidden + tombstonesDropped;
    }
}
