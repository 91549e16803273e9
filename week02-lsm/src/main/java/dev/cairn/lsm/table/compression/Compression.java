package dev.cairn.lsm.table.compression;

import dev.cairn.common.bytes.Bytes;

/// A way to store a block in fewer bytes.
///
/// Immutable.
public interface Compression {
    /// The type byte of a block that is stored so: part of the format, never used for anything else.
    int id();

    /// What people call it: `snappy`.
    String name();

    /// Begins to pack blocks.
    Packer packer();

    /// What was packed, of at most `bytesMax` bytes: nothing is allocated for more, whatever `packed` says
    /// it holds.
    ///
    /// @throws dev.cairn.common.bytes.CorruptBytesException if `packed` is not what a packer returns, or is
    /// of more
    byte[] unpack(byte[] packed, int bytesMax);

    /// Blocks as they are.
    static Compression none() {
        return NoCompression.INSTANCE;
    }

    /// Snappy, which every LevelDB reads.
    static Compression snappy() {
        return Snappy.INSTANCE;
    }

    /// Packs one block after another. Confined to one thread.
    interface Packer {
        /// The packed form of `block`. It may be longer than `block` is: whoever asked need not use it.
        Bytes pack(Bytes block);
    }
}
