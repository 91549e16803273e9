package dev.cairn.bloom;

import static dev.cairn.bloom.BlockedBloomFormat.HEADER_BYTES;
import static dev.cairn.bloom.BlockedBloomFormat.LINE_BYTES;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.workbook.Exercise;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The filter of tables: a Bloom filter of many small ones, each as large as a cache line.
///
/// ```
///   hash ──► line ──►  | 0 1 0 0 1 ... 64 bytes |        all probes of a key are in one line:
///                      | 0 0 0 1 0 ... 64 bytes |        one access to memory, and not seven
///                      | 1 1 0 0 0 ... 64 bytes |
/// ```
///
/// Keys do not fall on lines evenly. A line with more keys than others is wrong more often, and that costs more
/// than lines with fewer keys gain; so for the same rate a key needs more bits here than in [BloomFilter]
/// ([BlockedSize]).
///
/// The user keys of a table are remembered by their hashes while it is written, so the filter has the size that
/// their real number asks for.
///
/// Immutable, but that it remembers its size. F. Putze, P. Sanders, J. Singler, Cache-, Hash- and
/// Space-Efficient Bloom Filters, WEA 2007, section 3.
public final class BlockedBloom implements FilterPolicy {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final double rate;

    /// Reckoned when the first table is written, for to read tables nobody needs it. Several threads may do that
    /// at once, and reckon the same.
    private @Nullable BloomSize size;

    private BlockedBloom(double rate) {
        this.rate = rate;
    }

    /// A filter that takes a key that is not there for one that is with a probability of at most about `rate`.
    ///
    /// @throws IllegalArgumentException unless `rate` is more than 0 and less than 1
    public static BlockedBloom at(double rate) {
        Check.argument(
                rate > 0 && rate < 1, "a false-positive rate is more than 0 and less than 1, and %s is not", rate);
        return new BlockedBloom(rate);
    }

    @Override
    public String name() {
        return BlockedBloomFormat.NAME;
    }

    /// How many bits a key takes, and how many of them it sets.
    public BloomSize size() {
        BloomSize known = size;
        if (known == null) {
            known = BlockedSize.of(rate);
            size = known;
        }
        return known;
    }

    @Override
    public Builder builder() {
        return new BlockedBloomBuilder(size());
    }

    /// The filter that lies in `block`. What is none, by its header, knows nothing ([FilterPolicy.Filter#none]):
    /// a filter is only ever a short cut, and the table can be read without it.
    ///
    /// It is one if `block` has [BlockedBloomFormat#HEADER_BYTES] at least; if the probes, in the four bytes at
    /// [BlockedBloomFormat#PROBES_OFFSET], are 1 to [BloomSize#PROBES_MAX]; if the lines, in those at
    /// [BlockedBloomFormat#LINES_OFFSET], are 1 or more; and if `block` is as long as the header and that many
    /// lines of [BlockedBloomFormat#LINE_BYTES] are, reckoned in `long`. Both numbers are read by [#INT], of
    /// which the upper half would be negative: no filter is that large.
    @Exercise("3.4")
    @Override
    public Filter open(MemorySegment block) {
        if (block.byteSize() < HEADER_BYTES) {
            return Filter.none();
        }
        int probes = block.get(INT, BlockedBloomFormat.PROBES_OFFSET);
        int lines = block.get(INT, BlockedBloomFormat.LINES_OFFSET);
        boolean isSound = probes >= 1
                && probes <= BloomSize.PROBES_MAX
                && lines >= 1
                && block.byteSize() == HEADER_BYTES + (long) lines * LINE_BYTES;
        return isSound ? new BlockedBloomFilter(block, lines, probes) : Filter.none();
    }

    /// For messages: `a blocked Bloom filter at 0.01`.
    @Override
    public String toString() {
        return "a blocked Bloom filter at " + rate;
    }
}
