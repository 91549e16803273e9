package dev.cairn.compaction.merge;

import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Arrays;

/// Which entries of a merge somebody may still see. It is asked of each entry, in their order.
///
/// ```
///   oldest snapshot: 7
///   k@9 put      kept: a reader at 9 sees it
///   k@8 put      kept: a reader at 8 sees it
///   k@5 delete   kept; or needless, if nothing older is left: who reads at 7 finds no k in either case
///   k@4 put      hidden: who reads at 7 or later sees something newer, and nobody reads earlier
///   k@1 put      hidden
/// ```
///
/// 1. Nobody reads at an earlier moment than the oldest snapshot, now or later.
/// 2. A tombstone goes only where no table that is not being merged may hold an older entry of its key:
///    else that entry would be seen again.
/// 3. An entry that hides others does so also if it goes itself.
///
/// Nothing is allocated for an entry. Confined to one thread. LevelDB `DBImpl::DoCompactionWork`.
final class DropRule {
    private static final int NO_KEY = -1;

    private final long oldestSnapshot;
    private final OlderTables older;
    private byte[] userKey = new byte[64];
    private int userKeyLength = NO_KEY;
    private long sequence;
    private boolean isNewKey;

    /// What becomes of an entry.
    enum Fate {
        /// It is written.
        KEPT,
        /// A newer entry of its key hides it from everybody.
        HIDDEN,
        /// It is a tombstone, and nothing is left that it could hide.
        NEEDLESS
    }

    DropRule(long oldestSnapshot, OlderTables older) {
        this.oldestSnapshot = oldestSnapshot;
        this.older = older;
    }

    /// What becomes of the entry on which `entry` stands, which comes behind all that were asked for
    /// before.
    ///
    /// [#isNewKey] says from now on whether its user key is another one than that of the entry before
    /// ([#userKey], its first [#userKeyLength] bytes; at first there is none). If it is, that is
    /// remembered; [#sequence] is remembered of every entry, whatever becomes of it.
    ///
    /// It is [Fate#HIDDEN] if the entry before has the same user key, and a sequence number that
    /// everybody can see (no larger than [#oldestSnapshot]) or the very same one: two tables may hold one
    /// entry, after a repair.
    ///
    /// It is [Fate#NEEDLESS] if it is not hidden, is a delete that everybody can see, and the [#older]
    /// tables cannot hold its key: in this order, for the last question is the dear one. Else it is
    /// [Fate#KEPT].
    ///
    /// The tag is asked of the cursor ([EntryCursor#tag]), and not taken from the bytes of the key: the cursor
    /// refuses kinds that the format does not know, and an entry of such a kind must not go as a tombstone.
    @Exercise("3.9")
    Fate fateOf(EntryCursor entry) {
        long tag = entry.tag();
        long newer = sequence;
        sequence = EntryTag.sequence(tag);
        isNewKey = !isOfUserKey(entry);
        if (isNewKey) {
            remember(entry);
        } else if (newer <= oldestSnapshot || newer == sequence) {
            return Fate.HIDDEN;
        }
        boolean isSeenByAll = sequence <= oldestSnapshot;
        return !EntryTag.isPut(tag) && isSeenByAll && !older.mayHold(entry) ? Fate.NEEDLESS : Fate.KEPT;
    }

    /// Whether the entry of which it was asked last is the first one of its user key.
    boolean isNewKey() {
        return isNewKey;
    }

    @Solution
    private boolean isOfUserKey(EntryCursor entry) {
        int start = entry.keyStart();
        int length = entry.keyLength() - EntryTag.BYTES;
        return length == userKeyLength
                && Arrays.equals(entry.keyArray(), start, start + length, userKey, 0, userKeyLength);
    }

    @Solution
    private void remember(EntryCursor entry) {
        int length = entry.keyLength() - EntryTag.BYTES;
        if (length > userKey.length) {
            userKey = new byte[Math.max(length, 2 * userKey.length)];
        }
        System.arraycopy(entry.keyArray(), entry.keyStart(), userKey, 0, length);
        userKeyLength = length;
    }
}
