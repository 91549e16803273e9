package dev.cairn.lsm.memtable;

import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.workbook.Exercise;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The nodes of a skip list: each an entry's reference, and above it a tower of links to later nodes.
///
/// ```
///   | entry | start of its key, 4 | next at level 0 | next at level 1 | ... |   a node of height h takes 5 + h ints
///   node = chunk << 16 | offset in it;  0 is no node
/// ```
///
/// The first 16 bytes of the user key stand in the node, because a search that goes from node to node would else go
/// from each to its entry, which is somewhere else in memory, and wait for that as well.
///
/// A link is read with acquire and written with release: whoever follows a link sees all that was done before it
/// was set: the node's own links, the start of its key, and its entry's bytes. One thread writes; any thread may read.
final class Towers {
    /// No node: the end of a level.
    static final int NONE = 0;

    private static final VarHandle LINK = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int HEAD_INTS = 5;
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_INTS_MAX = 1 << CHUNK_BITS;
    private static final int CHUNK_INTS_MIN = 1 << 8;

    private volatile int[][] chunks = {new int[CHUNK_INTS_MIN]};
    private int count = 1;
    private int used = 1;
    private long ints = 1;

    /// A node of that height, at least 1, with the entry in front; its links all lead nowhere, and the start of its
    /// key is not known yet ([#keepStart]).
    ///
    /// It lies in the newest of the [#count] chunks, behind the [#used] ints that are taken there, or at the
    /// start of another one, if that is too small for what it takes ([#addChunk]). The answer is the node, as the
    /// picture has it. [#ints] counts the ints of all nodes.
    @Exercise("2.1")
    int add(int entry, int height) {
        int size = HEAD_INTS + height;
        if (size > chunks[count - 1].length - used) {
            addChunk();
        }
        int node = ((count - 1) << CHUNK_BITS) | used;
        chunks[count - 1][used] = entry;
        used += size;
        ints += size;
        return node;
    }

    /// The reference of the node's entry.
    int entry(int node) {
        return chunks[node >>> CHUNK_BITS][node & (CHUNK_INTS_MAX - 1)];
    }

    /// Keeps the start of the key of a node that nobody else can reach yet: two words of it
    /// ([dev.cairn.lsm.entry.InternalKeyOrder#word]).
    void keepStart(int node, long firstWord, long secondWord) {
        int[] chunk = chunks[node >>> CHUNK_BITS];
        int at = (node & (CHUNK_INTS_MAX - 1)) + 1;
        chunk[at] = (int) (firstWord >>> Integer.SIZE);
        chunk[at + 1] = (int) firstWord;
        chunk[at + 2] = (int) (secondWord >>> Integer.SIZE);
        chunk[at + 3] = (int) secondWord;
    }

    /// How the start of a node's key compares with that of `key`; 0 says nothing about what is behind them.
    int compareStart(int node, InternalKey key) {
        int[] chunk = chunks[node >>> CHUNK_BITS];
        int at = (node & (CHUNK_INTS_MAX - 1)) + 1;
        int byFirst = Long.compareUnsigned(word(chunk, at), key.firstWord());
        return byFirst == 0 ? Long.compareUnsigned(word(chunk, at + 2), key.secondWord()) : byFirst;
    }

    private static long word(int[] chunk, int at) {
        return (long) chunk[at] << Integer.SIZE | Integer.toUnsignedLong(chunk[at + 1]);
    }

    /// The node behind `node` at `level`, below its height; [#NONE] at the end.
    int next(int node, int level) {
        return (int) LINK.getAcquire(chunks[node >>> CHUNK_BITS], index(node, level));
    }

    /// Sets a link of a node that nobody else can reach yet.
    void prepare(int node, int level, int next) {
        chunks[node >>> CHUNK_BITS][index(node, level)] = next;
    }

    /// Sets a link for all to see.
    void publish(int node, int level, int next) {
        LINK.setRelease(chunks[node >>> CHUNK_BITS], index(node, level), next);
    }

    /// Number of bytes of all nodes.
    long bytes() {
        return ints * Integer.BYTES;
    }

    private static int index(int node, int level) {
        return (node & (CHUNK_INTS_MAX - 1)) + HEAD_INTS + level;
    }

    /// Adds a chunk in which a node of any height has room, and of which nothing is used.
    ///
    /// Memory grows with what is stored: the chunk has as many ints as all nodes together, but from
    /// [#CHUNK_INTS_MIN] to [#CHUNK_INTS_MAX]. A table of chunks that is full is copied to one twice as long.
    /// Readers may be looking at the old one, so the new chunk is in the table before the table is in [#chunks].
    @Exercise("2.1")
    private void addChunk() {
        int[] chunk = new int[Math.clamp(ints, CHUNK_INTS_MIN, CHUNK_INTS_MAX)];
        int[][] table = count == chunks.length ? Arrays.copyOf(chunks, 2 * count) : chunks;
        table[count++] = chunk;
        chunks = table;
        used = 0;
    }
}
