/// id: Z3-06
/// title: a version that an open snapshot sees is dropped
/// invariant: SNAP
/// exercise: 3.9
/// seen: fjall lsm-tree 321; rocksdb 8608
/// target: dev.cairn.compaction.merge.DropRule#fateOf
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_version_stays_that_the_oldest_snapshot_sees_although_none_is_as_old_as_it
///
/// A merge leaves the newest version of each key: what is older is hidden by it. From who reads now; who holds a snapshot
/// from before the newest version was written sees nothing at all.
class DropRule {
    Fate fateOf(EntryCursor entry) {
        long tag = entry.tag();
        long newer = sequence;
        sequence = EntryTag.sequence(tag);
        isNewKey = !isOfUserKey(entry);
        if (isNewKey) {
            remember(entry);
        } else if (newer >= sequence) {
            return Fate.HIDDEN;
        }
        boolean isSeenByAll = sequence <= oldestSnapshot;
        return !EntryTag.isPut(tag) && isSeenByAll && !older.mayHold(entry) ? Fate.NEEDLESS : Fate.KEPT;
    }
}
