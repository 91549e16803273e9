/// id: Z3-52
/// title: a tombstone is dropped that not everybody sees yet
/// invariant: MODEL
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.DropRule#fateOf
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_tombstone_stays_that_a_reader_may_not_see_yet
///
/// Nothing is left below, so there is nothing to hide. But there is, beside it: the version before it stays, because a
/// snapshot sees it, and without the tombstone everybody does.
class DropRule {
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
        return !EntryTag.isPut(tag) && !older.mayHold(entry) ? Fate.NEEDLESS : Fate.KEPT;
    }
}
