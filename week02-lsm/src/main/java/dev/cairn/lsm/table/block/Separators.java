package dev.cairn.lsm.table.block;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;

/// Short keys for an index.
///
/// An index need not hold keys that are in the table; it must lead a search to the right block. Any key
/// does that from the last one of a block on, and before the first one of the next:
///
/// | last key | next key | separator |
/// |---|---|---|
/// | `the quick brown fox` | `the who` | `the r` |
/// | `apple` | `apples` | `apple`: there is no shorter one |
/// | `a1` | `a2` | `a1`: none lies between |
///
/// LevelDB `InternalKeyComparator::FindShortestSeparator` and `BytewiseComparatorImpl`, whose choices these
/// are, so that one table has one form. Stateless.
public final class Separators {
    private static final int BYTE_MAX = 0xFF;

    private Separators() {}

    /// A key that is not before `last` and is before `next`, by user keys too unless it is `last` itself.
    ///
    /// In front stand the bytes that the two user keys have in common, and behind them, as the last one,
    /// the next byte of `last` plus one. That is the separator if
    ///
    /// - neither user key begins the other one,
    /// - the byte plus one is still less than the byte of `next` there, and
    /// - the result has fewer bytes than the user key of `last`.
    ///
    /// Else it is `last`. A shortened one has the tag [EntryTag#NEWEST], and so comes before all entries
    /// that there may be of its user key.
    ///
    /// Bytes count from 0 to 255, as [Bytes#at] gives them.
    @Exercise("2.5")
    public static InternalKey between(InternalKey last, InternalKey next) {
        Bytes low = last.userKey();
        Bytes high = next.userKey();
        int shared = 0;
        int common = Math.min(low.length(), high.length());
        while (shared < common && low.at(shared) == high.at(shared)) {
            shared++;
        }
        boolean isShorter = shared < common && shared + 1 < low.length();
        if (isShorter && low.at(shared) + 1 < high.at(shared)) {
            return raised(low, shared);
        }
        return last;
    }

    /// A key that is not before `last`: its user key up to the first byte that can be raised, for it is not
    /// 255, and that byte raised by one; with the tag [EntryTag#NEWEST], and only if that has fewer bytes
    /// than the user key. Else it is `last`.
    @Exercise("2.5")
    public static InternalKey after(InternalKey last) {
        Bytes user = last.userKey();
        for (int i = 0; i < user.length() - 1; i++) {
            if (user.at(i) != BYTE_MAX) {
                return raised(user, i);
            }
        }
        return last;
    }

    @Solution
    private static InternalKey raised(Bytes key, int index) {
        byte[] raised = key.slice(0, index + 1).toArray();
        raised[index]++;
        return InternalKey.of(Bytes.wrap(raised), EntryTag.NEWEST);
    }
}
