package dev.cairn.bloom;

import static dev.cairn.bloom.BlockedBloomFormat.HEADER_BYTES;
import static dev.cairn.bloom.BlockedBloomFormat.LINE_BYTES;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.workbook.Exercise;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The filter of a table, read where it lies. Thread-safe, as long as the table is open.
final class BlockedBloomFilter implements FilterPolicy.Filter {
    private final MemorySegment block;
    private final int lines;
    private final int probes;

    /// @param block the header and so many lines
    BlockedBloomFilter(MemorySegment block, int lines, int probes) {
        this.block = block;
        this.lines = lines;
        this.probes = probes;
    }

    @Override
    public boolean mayContain(Bytes userKey) {
        return mayContain(Hash64.of(userKey));
    }

    @Override
    public boolean mayContain(InternalKey target) {
        return mayContain(target.userKeyHash());
    }

    /// False if one of the bits of a key with that hash is 0. They are where [BlockedBloomBuilder] sets them, in
    /// the line that begins at [#start].
    @Exercise("3.4")
    private boolean mayContain(long hash) {
        long start = start(hash);
        long state = BlockedBloomFormat.seed(hash);
        for (int probe = 0; probe < probes; probe++) {
            state = BlockedBloomFormat.next(state);
            int position = BlockedBloomFormat.position(state);
            if ((block.get(ValueLayout.JAVA_BYTE, start + (position >>> 3)) & 1 << (position & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    private long start(long hash) {
        return HEADER_BYTES + (long) BlockedBloomFormat.line(hash, lines) * LINE_BYTES;
    }
}
