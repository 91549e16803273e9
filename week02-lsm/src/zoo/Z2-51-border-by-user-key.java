/// id: Z2-51
/// title: tables of a level are searched by user key
/// invariant: MODEL
/// exercise: 2.7
/// seen: leveldb issue 320, the boundary files of a compaction
/// target: dev.cairn.lsm.version.Version#firstEndingAtOrAfter
/// killer: dev.cairn.lsm.version.VersionTest#of_two_tables_that_share_a_user_key_the_one_is_asked_in_which_the_search_ends
///
/// Whoever looks for a key wants the table with that key. But two neighbours may share a user key: its newest entries
/// end the first table, its older ones begin the second. A search at an older moment belongs in the second.
class Version {
    public static int firstEndingAtOrAfter(List<TableFile> tables, InternalKey target) {
        int low = 0;
        int high = tables.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tables.get(middle).largest().compareUserKeyTo(target) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
