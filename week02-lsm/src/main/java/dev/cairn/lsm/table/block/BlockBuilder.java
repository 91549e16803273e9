package dev.cairn.lsm.table.block;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.workbook.Exercise;
import java.util.Arrays;

/// Makes a block from entries in ascending order.
///
/// Neighbours mostly begin alike, so of a key only what differs from the key before it is stored. So that a
/// search need not read a block from its front, every so many entries a key is stored whole: a *restart
/// point*. Where those lie stands at the end.
///
/// ```
///   entry     | shared | unshared | value length | last bytes of the key | value |       three varints, then bytes
///   block     | entry | entry | ... | restart offset | restart offset | ... | count |   four bytes each
/// ```
///
/// | key | stored as |
/// |---|---|
/// | `apple` | shared 0, `apple`: a restart point |
/// | `apples` | shared 5, `s` |
/// | `apply` | shared 4, `y` |
///
/// The format: `docs/formats/table.md`; LevelDB `table/block_builder.cc`. Confined to one thread.
public final class BlockBuilder {
    private static final int RESTARTS_AT_FIRST = 16;

    private final int restartInterval;
    private final ByteWriter entries = new ByteWriter();
    private int[] restarts = new int[RESTARTS_AT_FIRST];
    private int restartCount;
    private int sinceRestart;
    private byte[] lastKey = new byte[64];
    private int lastKeyLength;

    /// An empty block.
    ///
    /// @param restartInterval every how many entries a key is stored whole
    public BlockBuilder(int restartInterval) {
        Check.argument(restartInterval > 0, "a restart point every %s entries is none", restartInterval);
        this.restartInterval = restartInterval;
    }

    /// Adds an entry with the key `array[start, start + length)`, which comes after all keys that were
    /// added before.
    ///
    /// The key shares with the last one ([#lastKey], [#lastKeyLength]) as many bytes from the front as are
    /// equal in both: [#shared]. A restart point shares none, whatever it begins like. The first entry is
    /// one, and from one on every [#restartInterval]th: [#restart] notes that the next entry is one, and
    /// [#sinceRestart] counts the entries from there on. Then three varints go to [#entries]: number of
    /// shared bytes, number of bytes of the key that are not shared, length of the value; then those bytes
    /// of the key, then the value. In the end [#remember] makes the key the last one.
    @Exercise("2.3")
    public void add(byte[] array, int start, int length, Bytes value) {
        int shared = 0;
        if (entries.size() == 0 || sinceRestart == restartInterval) {
            restart();
        } else {
            shared = shared(array, start, length);
        }
        entries.varint32(shared)
                .varint32(length - shared)
                .varint32(value.length())
                .raw(array, start + shared, length - shared)
                .raw(value);
        sinceRestart++;
        remember(array, start, length, shared);
    }

    /// Adds an entry, as the other `add` does.
    public void add(Bytes key, Bytes value) {
        add(key.toArray(), 0, key.length(), value);
    }

    /// Whether there are no entries.
    public boolean isEmpty() {
        return entries.size() == 0;
    }

    /// Number of bytes that the block has if it is finished now.
    public int bytes() {
        return entries.size() + Integer.BYTES * (Math.max(restartCount, 1) + 1);
    }

    /// The last key that was added, as a range of [#lastKey] that begins at 0.
    public int lastKeyLength() {
        return lastKeyLength;
    }

    /// The array whose first [#lastKeyLength] bytes are the last key that was added. It belongs to this
    /// builder.
    public byte[] lastKey() {
        return lastKey;
    }

    /// The finished block: the entries, the offsets of the [#restartCount] restart points, and how many these
    /// are, four bytes each. A block without entries has one restart point, at 0, as LevelDB writes it.
    ///
    /// This then begins another, empty block, whose first entry is again a restart point. The bytes of the
    /// finished one are its own: they do not change when the next is filled.
    @Exercise("2.3")
    public Bytes finish() {
        restartCount = Math.max(restartCount, 1);
        for (int i = 0; i < restartCount; i++) {
            entries.fixed32(restarts[i]);
        }
        entries.fixed32(restartCount);
        Bytes block = entries.toBytes();
        entries.clear();
        restarts[0] = 0;
        restartCount = 0;
        sinceRestart = 0;
        lastKeyLength = 0;
        return block;
    }

    /// Number of first bytes that a key has in common with the last one: at most all of the shorter one.
    @Exercise("2.3")
    private int shared(byte[] array, int start, int length) {
        int mismatch = Arrays.mismatch(lastKey, 0, lastKeyLength, array, start, start + length);
        return mismatch < 0 ? length : mismatch;
    }

    /// Notes that the next entry is a restart point: where it begins is the next of [#restarts], which grow
    /// as they must. No entry follows it so far.
    @Exercise("2.3")
    private void restart() {
        if (restartCount == restarts.length) {
            restarts = Arrays.copyOf(restarts, 2 * restartCount);
        }
        restarts[restartCount++] = entries.size();
        sinceRestart = 0;
    }

    /// Makes a key the last one; [#lastKey] grows if it must. The `shared` first bytes are there already.
    @Exercise("2.3")
    private void remember(byte[] array, int start, int length, int shared) {
        if (lastKey.length < length) {
            lastKey = Arrays.copyOf(lastKey, Math.max(length, 2 * lastKey.length));
        }
        System.arraycopy(array, start + shared, lastKey, shared, length - shared);
        lastKeyLength = length;
    }
}
