/// id: Z3-50
/// title: an entry is hidden because it is old itself
/// invariant: SNAP
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.DropRule#fateOf
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_version_stays_that_the_oldest_snapshot_sees_although_none_is_as_old_as_it
///
/// It is older than the oldest snapshot, and it is not the newest of its key: who could see it? The oldest snapshot, if what
/// is newer was written after that. What counts is the number of the entry before, which hides it, and not its own.
class DropRule {
    Fate fateOf(EntryCursor entry) {
        long tag = entry.tag();
        long newer = sequence;
        sequence = EntryTag.sequence(tag);
        isNewKey = !isOfUserKey(entry);
        if (isNewKey) {
            remember(entry);
        } else if (sequence <= oldestSnapshot) {
            return Fate.HIDDEN;
        }
        boolean isSeenByAll = sequence <= oldestSnapshot;
        return !EntryTag.isPut(tag) && isSeenByAll && !older.mayHold(entry) ? Fate.NEEDLESS : Fate.KEPT;
    }
}
