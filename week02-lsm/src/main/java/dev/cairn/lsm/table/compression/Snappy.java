package dev.cairn.lsm.table.compression;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;

/// Snappy: a varint with the number of bytes, then literals and copies of what came before.
///
/// Stateless.
final class Snappy implements Compression {
    static final Snappy INSTANCE = new Snappy();

    /// The densest element is a copy: three bytes stand for 64. What claims to hold more than that is no
    /// Snappy.
    private static final int EXPANSION_MAX = 22;

    private Snappy() {}

    @Override
    public int id() {
        return 1;
    }

    @Override
    public String name() {
        return "snappy";
    }

    @Override
    public Packer packer() {
        return new SnappyPacker();
    }

    @Override
    public byte[] unpack(byte[] packed, int bytesMax) {
        long declared = Integer.toUnsignedLong(new ByteReader(Bytes.wrap(packed)).varint32());
        long limit = Math.min(bytesMax, (long) EXPANSION_MAX * packed.length);
        if (declared > limit) {
            throw new CorruptBytesException(0, "a block of at most " + limit + " bytes, unpacked", declared + " bytes");
        }
        byte[] block = new byte[(int) declared];
        try {
            int bytes = new SnappyJavaDecompressor().decompress(packed, 0, packed.length, block, 0, block.length);
            if (bytes != block.length) {
                throw new CorruptBytesException(0, declared + " bytes, unpacked", bytes + " bytes");
            }
            return block;
        } catch (MalformedInputException | IndexOutOfBoundsException e) {
            throw new CorruptBytesException(0, "bytes packed by Snappy", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return name();
    }

    /// Keeps its buffer and its table of what came before.
    private static final class SnappyPacker implements Packer {
        private final SnappyJavaCompressor compressor = new SnappyJavaCompressor();
        private byte[] target = {};

        @Override
        public Bytes pack(Bytes block) {
            byte[] source = block.toArray();
            int limit = compressor.maxCompressedLength(source.length);
            if (target.length < limit) {
                target = new byte[limit];
            }
            int bytes = compressor.compress(source, 0, source.length, target, 0, target.length);
            return Bytes.copyOf(target, 0, bytes);
        }
    }
}
