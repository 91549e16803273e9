/// id: Z3-01
/// title: a tombstone is dropped although an older version lives below
/// invariant: MODEL
/// exercise: 3.9
/// seen: leveldb 184 (issue 178); rocksdb 2722
/// target: dev.cairn.compaction.merge.DropRule#fateOf
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_tombstone_stays_while_an_older_version_may_live_below
///
/// Everybody can see the tombstone, and everything that it hides among the inputs goes with it. But two levels below lies a
/// table that this merge does not read, with a value of the same key. It was deleted, and is there again.
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
        return !EntryTag.isPut(tag) && isSeenByAll ? Fate.NEEDLESS : Fate.KEPT;
    }
}
