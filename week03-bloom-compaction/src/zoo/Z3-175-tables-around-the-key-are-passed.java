/// id: Z3-175
/// title: a table of the next level counts as passed as soon as it begins
/// invariant: BOUND
/// exercise: 3.9
/// target: dev.cairn.compaction.merge.Grandparents#areTooManyBefore
/// killer: dev.cairn.compaction.merge.GrandparentsTest#a_table_that_lies_around_the_key_is_not_passed
///
/// What is being written overlaps with it already, so it is counted. But then it counts for the table that ends here and not
/// for the next one, which overlaps with the rest of it: outputs end too early, and the limit is kept by none of them.
class Grandparents {
    boolean areTooManyBefore(EntryCursor next) {
        byte[] key = next.keyArray();
        int start = next.keyStart();
        int length = next.keyLength();
        while (place < tables.size() && tables.get(place).smallest().compareUserKeyTo(key, start, length) < 0) {
            bytesPassed += tables.get(place).bytes();
            place++;
        }
        return bytesPassed > bytesMax;
    }
}
