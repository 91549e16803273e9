package dev.cairn.cache;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.lsm.table.CacheCounts;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.workbook.Exercise;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// A cache of unpacked blocks that never takes more bytes than it was given, however many stores share
/// it.
///
/// A get looks up its table and in that the block: two hash maps, no lock. Only a miss goes to one of the
/// shards ([CacheShard], which has the picture), where it is decided who stays.
///
/// 1. The bytes of all kept blocks, with what it costs to keep them, are at most what was asked for.
/// 2. Of the threads that want one block at a time one loads it, and the others wait for that one.
/// 3. Once [#drop] has returned, no block of that table is kept, and none will be, whoever is still
///    loading one.
/// 4. What a loader throws, its caller gets; nothing is kept, and those who waited try for themselves.
///
/// A block that takes more than its shard may hold is loaded and not kept. A loader must not ask the
/// cache for the block that it loads. Thread-safe.
public final class SharedBlockCache implements BlockCache {
    private static final int SHARDS_MAX = 16;
    private static final long SHARD_BYTES_MIN = 1 << 20;

    private final long bytesMax;
    private final CacheShard[] shards;
    private final AtomicLong lastTable = new AtomicLong();
    private final Map<Long, CachedTable> tables = new ConcurrentHashMap<>();
    private final Map<BlockId, BlockLoad> loads = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    private SharedBlockCache(long bytesMax, int shards) {
        this.bytesMax = bytesMax;
        this.shards = Stream.generate(() -> new CacheShard(bytesMax / shards))
                .limit(shards)
                .toArray(CacheShard[]::new);
    }

    /// A cache of at most `bytes` bytes, in as many shards as have a MiB each, 16 at most.
    public static SharedBlockCache ofBytes(long bytes) {
        long shards = Math.clamp(bytes / SHARD_BYTES_MIN, 1, SHARDS_MAX);
        return ofBytes(bytes, (int) Long.highestOneBit(shards));
    }

    /// The same with a number of shards, a power of two.
    static SharedBlockCache ofBytes(long bytes, int shards) {
        Check.argument(bytes > 0, "a cache of %s bytes is none: take BlockCache.none()", bytes);
        return new SharedBlockCache(bytes, shards);
    }

    @Override
    public long newTable() {
        long number = lastTable.incrementAndGet();
        tables.put(number, new CachedTable(number));
        return number;
    }

    /// The block that is kept, or the one that `loader` loads now.
    ///
    /// - Of a table that is not in [#tables], because it is closed, nothing is kept and nothing can be:
    ///   the get is a miss, and `loader` is called.
    /// - A block that its table finds ([CachedTable#find]) is told that it was hit ([CachedBlock#hit]),
    ///   and is a hit.
    /// - Any other is [#loadOnce], which counts for itself.
    @Override
    @Exercise("3.13")
    public Block get(long table, long offset, Loader loader) {
        CachedTable open = tables.get(table);
        if (open == null) {
            misses.increment();
            return loader.load();
        }
        CachedBlock found = open.find(offset);
        if (found == null) {
            return loadOnce(open, offset, loader);
        }
        found.hit();
        hits.increment();
        return found.block();
    }

    /// Forgets the blocks of a table that is closed. To drop a table twice, or one that never was, does
    /// nothing.
    ///
    /// The table leaves [#tables] and is marked ([CachedTable#drop]), and then each of its blocks is
    /// removed from its shard ([#shardOf]): in this order, for a load that ends meanwhile looks at the
    /// mark ([CacheShard#keep]), and who goes through the blocks need not see one that comes then.
    @Override
    @Exercise("3.13")
    public void drop(long table) {
        CachedTable dropped = tables.remove(table);
        if (dropped != null) {
            dropped.drop();
            for (CachedBlock each : dropped.blocks()) {
                shardOf(each.hash()).remove(each);
            }
        }
    }

    @Override
    public CacheCounts counts() {
        long blocks = 0;
        long bytes = 0;
        long evictions = 0;
        for (CacheShard each : shards) {
            CacheShard.Figures figures = each.figures();
            blocks += figures.blocks();
            bytes += figures.bytes();
            evictions += figures.evictions();
        }
        return new CacheCounts(hits.sum(), misses.sum(), blocks, bytes, bytesMax, evictions);
    }

    /// For messages: how large it is.
    @Override
    public String toString() {
        return "a cache of " + bytesMax + " bytes in " + shards.length + " shards";
    }

    /// Loads a block that was not kept a moment ago, or waits for whoever is loading it.
    ///
    /// Who gets a [BlockLoad] of its own into [#loads] (`putIfAbsent`) does the work, [#loadAndKeep], and
    /// tells those who wait what came of it ([BlockLoad#finish]). In whatever way that ends, the load is
    /// then taken out of [#loads], and after that, and not before, [BlockLoad#giveUp] lets go of whoever
    /// still waits.
    ///
    /// Who finds the load of another one there waits for it ([BlockLoad#await]). A block that comes of it
    /// is a hit. If none comes, everything begins again from `putIfAbsent`.
    @Exercise("3.13")
    private Block loadOnce(CachedTable table, long offset, Loader loader) {
        BlockId id = new BlockId(table.number(), offset);
        BlockLoad mine = new BlockLoad();
        for (BlockLoad other = loads.putIfAbsent(id, mine); other != null; other = loads.putIfAbsent(id, mine)) {
            Optional<Block> loaded = other.await();
            if (loaded.isPresent()) {
                hits.increment();
                return loaded.get();
            }
        }
        try {
            return mine.finish(loadAndKeep(table, offset, loader));
        } finally {
            loads.remove(id);
            mine.giveUp();
        }
    }

    /// The block as whoever is alone with it finds it: kept meanwhile, which is a hit like any other, or
    /// loaded now, which is a miss. What was loaded goes to its shard ([CacheShard#keep]), which knows if
    /// it can be kept.
    @Exercise("3.13")
    private Block loadAndKeep(CachedTable table, long offset, Loader loader) {
        CachedBlock found = table.find(offset);
        if (found != null) {
            found.hit();
            hits.increment();
            return found.block();
        }
        misses.increment();
        CachedBlock loaded = new CachedBlock(table, offset, loader.load());
        shardOf(loaded.hash()).keep(loaded);
        return loaded.block();
    }

    /// By the upper bits of the hash, as the ghosts go by the lower ones.
    CacheShard shardOf(long hash) {
        return shards[(int) (hash >>> 48) & (shards.length - 1)];
    }
}
