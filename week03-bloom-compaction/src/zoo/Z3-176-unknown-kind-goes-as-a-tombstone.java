/// id: Z3-176
/// title: an entry of an unknown kind goes as a tombstone
/// invariant: LOUD
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.DropRule#fateOf
/// killer: dev.cairn.compaction.merge.DropRuleTest#an_entry_of_an_unknown_kind_is_refused_and_does_not_go_as_a_tombstone
///
/// The tag is read from the bytes of the key. What is no put is taken for a delete, so an entry of a kind that nobody
/// knows, from damage or a newer version of the program, is dropped, and no merge ever complains.
class DropRule {
    Fate fateOf(EntryCursor entry) {
        long tag = dev.cairn.lsm.entry.InternalKeyOrder.tag(entry.keyArray(), entry.keyStart(), entry.keyLength());
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
}
