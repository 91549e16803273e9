/// id: Z3-02
/// title: the neighbour that shares a user key with the table that goes down stays
/// invariant: MODEL
/// exercise: 3.6
/// seen: leveldb issues 320 and 887, pull request 339
/// target: dev.cairn.compaction.LevelInputs#alongWith
/// killer: dev.cairn.compaction.LevelInputsTest#the_neighbour_that_begins_with_the_same_user_key_comes_along
///
/// A merge cut its output in the middle of the entries of one user key, because a snapshot needed them all. The newer
/// half sinks alone, and the older one, in the level above it, has the word.
class LevelInputs {
    static List<TableFile> alongWith(Version version, int level, List<TableFile> chosen) {
        if (level > 0) {
            return chosen;
        }
        List<TableFile> found = chosen;
        List<TableFile> next = Span.of(found).tablesOf(version, level);
        while (next.size() > found.size()) {
            found = next;
            next = Span.of(found).tablesOf(version, level);
        }
        return next;
    }
}
