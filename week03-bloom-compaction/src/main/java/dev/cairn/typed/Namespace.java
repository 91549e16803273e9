package dev.cairn.typed;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.KeyRange;
import dev.cairn.workbook.Exercise;

/// What the keys of one typed view begin with, so that several views live in one store and none sees rows of
/// another.
///
/// ```
///   length of the name (1 byte)   name in UTF-8   key
///   01                            61              ...      the view "a"
///   02                            61 62           ...      the view "ab"
/// ```
///
/// No prefix is the prefix of another one: two names of one length differ somewhere, and those of different
/// lengths differ in the first byte. A name is never empty, so no key of a view is one of the node's own
/// ([dev.cairn.common.store.ReservedKeys], which begin with `00`).
///
/// Immutable.
final class Namespace {
    /// Longest name in bytes of UTF-8: what fits the byte of the length.
    static final int NAME_BYTES_MAX = 255;

    private static final Bytes ZERO = Bytes.hex("00");

    private final String name;
    private final Bytes nameBytes;

    private Namespace(String name, Bytes nameBytes) {
        this.name = name;
        this.nameBytes = nameBytes;
    }

    /// The namespace called `name`.
    ///
    /// @throws IllegalArgumentException if the name is empty, or longer than 255 bytes in UTF-8
    static Namespace of(String name) {
        Bytes bytes = Bytes.utf8(name);
        Check.argument(
                !bytes.isEmpty() && bytes.length() <= NAME_BYTES_MAX,
                "the name of a view has %d bytes: expected 1 to %d",
                bytes.length(),
                NAME_BYTES_MAX);
        return new Namespace(name, bytes);
    }

    /// The name.
    String name() {
        return name;
    }

    /// The number of bytes that stand before the key: the length's and the name's.
    int prefixBytes() {
        return 1 + nameBytes.length();
    }

    /// The key in the store of `key` in this namespace: one byte with the number of bytes of the name, the name,
    /// and then all bytes of `key`, which may be empty.
    @Exercise("3.17")
    Bytes key(Bytes key) {
        return new ByteWriter(prefixBytes() + key.length())
                .u8(nameBytes.length())
                .raw(nameBytes)
                .raw(key)
                .toBytes();
    }

    /// The key that stands in the store as `stored`, which is one of this namespace.
    Bytes inside(Bytes stored) {
        return stored.slice(prefixBytes(), stored.length());
    }

    /// All keys of this namespace that begin with `prefix`; with an empty one all keys of the namespace.
    KeyRange prefix(Bytes prefix) {
        return KeyRange.prefix(key(prefix));
    }

    /// The keys of this namespace at or after `from` and before `to`, and never one of another namespace.
    KeyRange between(Bytes from, Bytes to) {
        return KeyRange.between(key(from), key(to));
    }

    /// The keys of this namespace at or after `from`, to the last of the namespace: the range ends where the one
    /// of all keys of the namespace ([#prefix] of [Bytes#EMPTY]) ends.
    @Exercise("3.17")
    KeyRange from(Bytes from) {
        return new KeyRange(KeyRange.from(key(from)).from(), prefix(Bytes.EMPTY).to());
    }

    /// The keys of this namespace at or after `from` and up to `last`, which belongs to the range. A [KeyRange]
    /// ends before its bound, so the bound is the smallest byte string after the stored key of `last`: that key
    /// with one byte `00` behind it. (To raise its last byte would take in all keys that begin with `last`.)
    @Exercise("3.17")
    KeyRange through(Bytes from, Bytes last) {
        return KeyRange.between(key(from), key(last).concat(ZERO));
    }
}
