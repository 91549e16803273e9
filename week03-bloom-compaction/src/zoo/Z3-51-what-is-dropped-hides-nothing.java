/// id: Z3-51
/// title: an entry that is dropped no longer hides what is older
/// invariant: MODEL
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.DropRule#fateOf
/// killer: dev.cairn.compaction.merge.DropRuleTest#a_tombstone_goes_with_what_it_hides_where_nothing_is_below
///
/// Only what is written is remembered. So a tombstone that goes, because nothing is left below, lets the value pass that it
/// was to hide: the next entry of the merge, of the same key.
class DropRule {
    Fate fateOf(EntryCursor entry) {
        long tag = entry.tag();
        long newer = sequence;
        isNewKey = !isOfUserKey(entry);
        if (isNewKey) {
            boolean isNeedless = !EntryTag.isPut(tag)
                    && EntryTag.sequence(tag) <= oldestSnapshot
                    && !older.mayHold(entry);
            if (isNeedless) {
                return Fate.NEEDLESS;
            }
            remember(entry);
        } else if (newer <= oldestSnapshot || newer == EntryTag.sequence(tag)) {
            return Fate.HIDDEN;
        }
        sequence = EntryTag.sequence(tag);
        return Fate.KEPT;
    }
}
