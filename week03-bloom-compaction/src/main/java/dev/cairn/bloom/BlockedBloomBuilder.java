package dev.cairn.bloom;

import static dev.cairn.bloom.BlockedBloomFormat.HEADER_BYTES;
import static dev.cairn.bloom.BlockedBloomFormat.LINE_BYTES;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.workbook.Exercise;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Gathers the hashes of a table's keys, eight bytes for each, and makes a filter of their number. Confined to
/// one thread.
final class BlockedBloomBuilder implements FilterPolicy.Builder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final BloomSize size;
    private long[] hashes = new long[1024];
    private int keys;

    BlockedBloomBuilder(BloomSize size) {
        this.size = size;
    }

    /// Remembers the hash of that key ([Hash64]) in [#hashes], which doubles when it is full, and counts it in
    /// [#keys]. The same key comes several times in a row, once for each of its entries, and counts once: a hash
    /// that is the last one already is not taken again.
    @Exercise("3.4")
    @Override
    public void add(byte[] array, int start, int length) {
        long hash = Hash64.of(array, start, length);
        if (keys > 0 && hashes[keys - 1] == hash) {
            return;
        }
        if (keys == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * keys);
        }
        hashes[keys++] = hash;
    }

    /// The block: the header, which [#withHeader] writes, and behind it the lines, in which each key has its bits
    /// ([#set]).
    @Override
    public Bytes finish() {
        int lines = BlockedSize.lines(size.bits(keys));
        byte[] block = withHeader(lines);
        for (int i = 0; i < keys; i++) {
            set(block, lines, hashes[i]);
        }
        return Bytes.wrap(block);
    }

    /// Sets the bits of a key with that hash: as many as [#size] says, all in one line.
    ///
    /// The line is [BlockedBloomFormat#line]; line 0 begins behind [BlockedBloomFormat#HEADER_BYTES]. The
    /// positions in it come one after the other: [BlockedBloomFormat#seed], then for each probe first
    /// [BlockedBloomFormat#next] of the state before, and of that [BlockedBloomFormat#position]. Bit `p` of a
    /// line is bit `p % 8` of its byte `p / 8`.
    @Exercise("3.4")
    private void set(byte[] block, int lines, long hash) {
        int start = HEADER_BYTES + BlockedBloomFormat.line(hash, lines) * LINE_BYTES;
        long state = BlockedBloomFormat.seed(hash);
        for (int probe = 0; probe < size.probes(); probe++) {
            state = BlockedBloomFormat.next(state);
            int position = BlockedBloomFormat.position(state);
            block[start + (position >>> 3)] |= (byte) (1 << (position & 7));
        }
    }

    private byte[] withHeader(int lines) {
        byte[] block = new byte[HEADER_BYTES + lines * LINE_BYTES];
        INT.set(block, BlockedBloomFormat.PROBES_OFFSET, size.probes());
        INT.set(block, BlockedBloomFormat.LINES_OFFSET, lines);
        return block;
    }
}
