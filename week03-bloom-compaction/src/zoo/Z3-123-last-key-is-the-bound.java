/// id: Z3-123
/// title: a range through a key ends before it
/// invariant: MODEL
/// exercise: 3.17
/// seen: own
/// target: dev.cairn.typed.Namespace#through
/// killer: dev.cairn.typed.NamespaceTest#a_range_through_a_key_has_that_key_and_nothing_behind_it
///
/// A `KeyRange` is half open, and the last key is handed to it as the bound.
class Namespace {
    KeyRange through(Bytes from, Bytes last) {
        return KeyRange.between(key(from), key(last));
    }
}
