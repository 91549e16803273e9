/// id: Z3-164
/// title: the length of a name is that of its letters
/// invariant: MODEL
/// exercise: 3.17
/// seen: own
/// target: dev.cairn.typed.Namespace#key
/// killer: dev.cairn.typed.NamespaceTest#the_length_is_that_of_the_name_in_utf_8
///
/// Right for every name that its author has tried. With an umlaut the byte of the length ends the name too early, and the prefix
/// of one view may be that of another.
class Namespace {
    Bytes key(Bytes key) {
        return new ByteWriter(prefixBytes() + key.length())
                .u8(name.length())
                .raw(nameBytes)
                .raw(key)
                .toBytes();
    }
}
