/// id: Z2-35
/// title: the byte of a separator is raised, and not held against the next key
/// invariant: MODEL
/// exercise: 2.5
/// target: dev.cairn.lsm.table.block.Separators#between
/// killer: dev.cairn.lsm.table.block.SeparatorsProperties#a_separator_is_not_before_the_one_and_before_the_other
///
/// Raised by one it is behind the last key for certain. Between `ab` and `b`, however, comes nothing that is one byte
/// long: `b` would send a search for `b` to the block before, where it is not.
class Separators {
    public static InternalKey between(InternalKey last, InternalKey next) {
        Bytes low = last.userKey();
        Bytes high = next.userKey();
        int shared = 0;
        int common = Math.min(low.length(), high.length());
        while (shared < common && low.at(shared) == high.at(shared)) {
            shared++;
        }
        return shared < common && shared + 1 < low.length() ? raised(low, shared) : last;
    }
}
