/// id: Z3-155
/// title: the words above one are those from the next number on
/// invariant: MODEL
/// exercise: 3.19
/// seen: own
/// target: dev.cairn.lsm.table.KeyWords#search
/// killer: dev.cairn.lsm.table.KeyWordsTest#among_separators_whose_word_is_the_largest_each_is_found
///
/// One more than the word, and the search for it is there already. One more than eight bytes ff is 0.
class KeyWords {
    private int search(InternalKey target) {
        int toCommon = compareToCommon(target);
        if (toCommon != 0) {
            return toCommon < 0 ? 0 : words.length;
        }
        long word = target.userKeyWord(common.length);
        int low = firstAtOrAbove(word);
        int high = low;
        if (low < words.length && words[low] == word) {
            high = firstAtOrAbove(word + 1);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.compareSeparator(middle, target) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
