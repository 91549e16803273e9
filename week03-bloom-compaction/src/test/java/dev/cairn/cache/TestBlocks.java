package dev.cairn.cache;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.table.block.Block;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Blocks of any length that a cache can hold, and that nobody reads.
final class TestBlocks {
    private TestBlocks() {}

    /// A block of that many bytes, a multiple of four: restart points and nothing else.
    static Block ofBytes(int bytes) {
        Check.argument(bytes >= 4 && bytes % 4 == 0, "no block has %s bytes here", bytes);
        byte[] array = new byte[bytes];
        ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes - 4, bytes / 4 - 1);
        return Block.of(MemorySegment.ofArray(array), new Block.Origin("test", 0, true));
    }
}
