/// id: Z3-93
/// title: words are compared as numbers with a sign
/// invariant: MODEL
/// exercise: 3.19
/// seen: ZC-06 (bytes with a sign), eight at a time
/// target: dev.cairn.lsm.table.KeyWords#firstAtOrAbove
/// killer: dev.cairn.lsm.table.DirectGetsProperties#a_search_by_words_ends_where_one_by_separators_does
///
/// Keys of text never have the top bit of a byte set. The first key of bytes from 0x80 on is looked for in the wrong half.
class KeyWords {
    private int firstAtOrAbove(long word) {
        int low = 0;
        int high = words.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words[middle] < word) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
