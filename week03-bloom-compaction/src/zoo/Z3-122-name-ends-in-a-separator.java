/// id: Z3-122
/// title: the name of a view is ended by a byte that a name may hold
/// invariant: MODEL
/// exercise: 3.17
/// seen: own
/// target: dev.cairn.typed.Namespace#key
/// killer: dev.cairn.typed.NamespaceTest#of_two_names_of_which_one_begins_with_the_other_neither_sees_rows_of_the_other
///
/// Key `b:c` of the view `a` and key `c` of the view `a:b` are then one row of the store, and a scan of `a` shows all of
/// `a:b`. With every name that has no colon it works.
class Namespace {
    Bytes key(Bytes key) {
        return new ByteWriter(prefixBytes() + key.length())
                .raw(nameBytes)
                .u8(':')
                .raw(key)
                .toBytes();
    }
}
