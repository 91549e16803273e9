/// id: Z3-94
/// title: equal words are taken for equal keys
/// invariant: MODEL
/// exercise: 3.19
/// seen: what MemtableLoad does about it: keys are compared whole where their first bytes agree
/// target: dev.cairn.lsm.table.KeyWords#search
/// killer: dev.cairn.lsm.table.DirectGetsProperties#a_search_by_words_ends_where_one_by_separators_does
///
/// Keys with long beginnings in common share their words, and the first block of those is searched for all of them.
class KeyWords {
    private int search(InternalKey target) {
        int toCommon = compareToCommon(target);
        if (toCommon != 0) {
            return toCommon < 0 ? 0 : words.length;
        }
        return firstAtOrAbove(target.userKeyWord(common.length));
    }
}
