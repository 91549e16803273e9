package dev.cairn.lsm.table.compression;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;

/// Blocks as they are. Stateless.
final class NoCompression implements Compression, Compression.Packer {
    static final NoCompression INSTANCE = new NoCompression();

    private NoCompression() {}

    @Override
    public int id() {
        return 0;
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Packer packer() {
        return this;
    }

    @Override
    public Bytes pack(Bytes block) {
        return block;
    }

    @Override
    public byte[] unpack(byte[] packed, int bytesMax) {
        if (packed.length > bytesMax) {
            throw new CorruptBytesException(0, "a block of at most " + bytesMax + " bytes", packed.length + " bytes");
        }
        return packed;
    }

    @Override
    public String toString() {
        return name();
    }
}
