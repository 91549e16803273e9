package dev.cairn.wal;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.env.ReadFile;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// Reads the fragments of one log file, block by block, and checks each by itself.
///
/// It never returns data whose checksum is wrong, and after damage it stays where it was. Confined to one thread.
final class FragmentReader {
    /// One fragment, or why there is none.
    sealed interface Found {
        /// Whole and right. The data is a view of the block, valid until the next call.
        record Fragment(FragmentKind kind, long offset, Bytes data) implements Found {
            /// Bytes from the start of the file to the end of the fragment.
            long end() {
                return offset + LogFormat.HEADER_BYTES + data.length();
            }
        }

        /// Nothing but zeros, or nothing at all, from `offset` to the end of the file.
        record NoMore(long offset) implements Found {}

        /// Bytes that are no fragment.
        record Broken(long offset, Damage damage) implements Found {}
    }

    private final ReadFile file;
    private final long size;
    private final byte[] block;
    private long blockStart = -1;
    private int blockBytes;
    private long at;

    /// Where the last byte of the whole file ends that is not zero, or -1 if nobody has looked.
    private long contentEnd = -1;

    FragmentReader(ReadFile file, long size, long start) {
        this.file = file;
        this.size = size;
        this.at = start;
        this.block = new byte[(int) Math.min(LogFormat.BLOCK_BYTES, size)];
    }

    /// The next fragment; moves behind it if it is whole.
    Found next() throws IOException {
        Found found = at(skipTrailer(at));
        if (found instanceof Found.Fragment fragment) {
            at = fragment.end();
        }
        return found;
    }

    /// The offset, at or after `from`, of the first right fragment that begins a record, wherever it lies; empty if
    /// there is none up to the end of the file.
    ///
    /// Every offset may be one, because after damage no length can be believed, and so nobody knows where a header
    /// stands. But what lies inside of a right fragment is its data: of a fragment that is right and begins no
    /// record, only what comes behind it is looked at. No header stands in a trailer. Where [#next] goes on does
    /// not change.
    @Exercise("1.4")
    OptionalLong findRecordStart(long from) throws IOException {
        long candidate = skipTrailer(from);
        while (candidate < size) {
            long step = 1;
            if (at(candidate) instanceof Found.Fragment fragment) {
                if (fragment.kind().begins()) {
                    return OptionalLong.of(candidate);
                }
                step = fragment.end() - candidate;
            }
            candidate = skipTrailer(candidate + step);
        }
        return OptionalLong.empty();
    }

    /// Goes on reading at `offset`.
    void moveTo(long offset) {
        at = offset;
    }

    /// The fragment whose header stands at `offset`, or why there is none. No trailer begins at `offset`.
    ///
    /// [#load] brings the block of `offset` into [#block]; of it the first [#blockBytes] bytes are in the file.
    /// What is wrong is told with `offset`, and the first of these that holds is told, because each makes the next
    /// one safe to ask:
    ///
    /// 1. The file ends at `offset` or before: [Found.NoMore].
    /// 2. Fewer bytes than a header has are left in the file: [Damage#HEADER_CUT]. But if all of them are zeros, it
    ///    is room that was made ahead of its use: [Found.NoMore].
    /// 3. The header is seven zeros: [Found.NoMore] if all bytes from `offset` on are zeros, else
    ///    [Damage#ZERO_GAP].
    /// 4. The kind is 0, or none that [FragmentKind] has: [Damage#UNKNOWN_KIND].
    /// 5. The data would end behind the end of its block (a whole one, of 32 KiB): [Damage#LENGTH_PAST_BLOCK].
    /// 6. The data would end behind the end of the file: [Damage#DATA_CUT].
    /// 7. The checksum in the header is not [Crc#masked] of kind and data: [Damage#CHECKSUM].
    ///
    /// Else it is a [Found.Fragment], whose data is a view of [#block]. The header: [LogFormat].
    @Exercise("1.3")
    private Found at(long offset) throws IOException {
        if (offset >= size) {
            return new Found.NoMore(offset);
        }
        load(offset);
        int start = (int) (offset - blockStart);
        int left = blockBytes - start;
        if (left < LogFormat.HEADER_BYTES) {
            return isZeroFrom(offset) ? new Found.NoMore(offset) : new Found.Broken(offset, Damage.HEADER_CUT);
        }
        ByteReader header = new ByteReader(Bytes.wrap(block).slice(start, start + LogFormat.HEADER_BYTES));
        int maskedCrc = header.fixed32();
        int length = header.u8() | header.u8() << 8;
        int kind = header.u8();
        if (kind == 0 && length == 0 && maskedCrc == 0) {
            return isZeroFrom(offset) ? new Found.NoMore(offset) : new Found.Broken(offset, Damage.ZERO_GAP);
        }
        return check(offset, start, maskedCrc, length, kind);
    }

    /// The checks in the order in which each makes the next one safe.
    @Solution
    private Found check(long offset, int start, int maskedCrc, int length, int kind) {
        int dataStart = start + LogFormat.HEADER_BYTES;
        if (kind == 0 || kind >= FragmentKind.COUNT) {
            return new Found.Broken(offset, Damage.UNKNOWN_KIND);
        }
        if (length > LogFormat.BLOCK_BYTES - dataStart) {
            return new Found.Broken(offset, Damage.LENGTH_PAST_BLOCK);
        }
        if (length > blockBytes - dataStart) {
            return new Found.Broken(offset, Damage.DATA_CUT);
        }
        if (Crc.masked(block, start + LogFormat.KIND_OFFSET, 1 + length) != maskedCrc) {
            return new Found.Broken(offset, Damage.CHECKSUM);
        }
        Bytes data = Bytes.wrap(block).slice(dataStart, dataStart + length);
        return new Found.Fragment(FragmentKind.of(kind), offset, data);
    }

    /// Whether the file holds nothing but zeros from `offset` to its end.
    ///
    /// It may be asked at each byte of a long stretch of zeros; the file must not be read again for each, so what
    /// has been found is kept in [#contentEnd]. Leaves another block loaded than it found.
    @Exercise("1.3")
    private boolean isZeroFrom(long offset) throws IOException {
        if (contentEnd < 0) {
            contentEnd = findContentEnd();
        }
        return offset >= contentEnd;
    }

    /// Where the last byte ends that is not zero. Asked once: to look again from each byte of a megabyte of zeros
    /// would take hours.
    @Solution
    private long findContentEnd() throws IOException {
        for (long end = size; end > 0; end = blockStart) {
            load(end - 1);
            for (int i = (int) (end - blockStart); i > 0; i--) {
                if (block[i - 1] != 0) {
                    return blockStart + i;
                }
            }
        }
        return 0;
    }

    /// The offset itself, or the start of the next block if no header fits before it.
    private static long skipTrailer(long offset) {
        int left = LogFormat.leftInBlock(offset);
        return left < LogFormat.HEADER_BYTES ? offset + left : offset;
    }

    /// Makes [#block] hold the block of `offset`, and [#blockStart] the offset at which that block begins.
    private void load(long offset) throws IOException {
        long start = offset - offset % LogFormat.BLOCK_BYTES;
        if (start == blockStart) {
            return;
        }
        int wanted = (int) Math.min(LogFormat.BLOCK_BYTES, size - start);
        blockStart = -1;
        int read = file.read(start, ByteBuffer.wrap(block, 0, wanted));
        if (read < wanted) {
            throw new IOException("read " + read + " of " + wanted + " bytes at byte " + start);
        }
        blockBytes = wanted;
        blockStart = start;
    }
}
