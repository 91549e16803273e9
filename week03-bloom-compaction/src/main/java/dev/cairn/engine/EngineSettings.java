package dev.cairn.engine;

import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// How the complete engine works: what a person may want to set, and nothing that only tests need.
///
/// Three presets are a beginning, and [#with] changes some of one:
///
/// ```java
/// EngineSettings settings = EngineSettings.lowMemory().with().compression(Compressing.ZSTD).build();
/// ```
///
/// Some count only beside one choice of another, `tieredRuns` beside `compaction` for one. A program may set
/// them all the same, and choose later; a [SettingsFile] is refused for it, since a person wrote that line.
///
/// Immutable; values that are not allowed, or do not go together, cannot exist. docs/options.md says
/// what each is good for.
///
/// @param sync what an acknowledgement means; empty leaves it to whoever opens the store, and in the end
///     to `always`
/// @param createIfMissing whether a store is made where there is none
/// @param memtableBytes size at which a memtable is frozen and flushed, in bytes
/// @param frozenMemtables how many frozen memtables may wait for their flush
/// @param keyBytesMax longest key that is taken, in bytes
/// @param valueBytesMax longest value that is taken, in bytes
/// @param batchBytesMax keys and values of the largest batch, in bytes
/// @param logSegmentBytes size at which a new segment of the log begins, in bytes
/// @param commitBatchesMax most batches that are committed together
/// @param commitLingerMillis how long a commit waits for more batches, in milliseconds; 0 does not wait
/// @param blockBytes size of a data block of a table before it is packed, in bytes
/// @param restartInterval every how many entries of a block a key is stored whole
/// @param compression how blocks of tables are packed
/// @param compressionLevel how hard Zstandard tries, from 1, the fastest; Snappy has no levels
/// @param checksums when blocks are compared with their checksums
/// @param filterFalsePositiveRate share of missing keys for which a table is searched in vain; 0 is no
///     filter
/// @param cacheBytes unpacked blocks that are kept in memory, in bytes; 0 is no cache
/// @param rowDirectoryBytes memory for directories of the rows of blocks that are read again and again, in
///     bytes; 0 is none
/// @param compaction which tables are merged
/// @param level0Trigger tables in level 0 from which on leveled compaction merges them into level 1
/// @param level0Slow tables in level 0 from which on leveled compaction slows writers
/// @param level0Stop tables in level 0 from which on leveled compaction has writers wait
/// @param level1Bytes size of level 1 above which it is merged into level 2, in bytes
/// @param levelRatio how many times larger each level may be than the one above
/// @param tableBytes size at which a merge begins a new table, in bytes
/// @param tieredRuns runs above which size-tiered compaction merges similar ones, and full compaction all
public record EngineSettings(
        Optional<SyncPolicy> sync,
        boolean createIfMissing,
        long memtableBytes,
        int frozenMemtables,
        int keyBytesMax,
        int valueBytesMax,
        int batchBytesMax,
        long logSegmentBytes,
        int commitBatchesMax,
        int commitLingerMillis,
        int blockBytes,
        int restartInterval,
        Compressing compression,
        int compressionLevel,
        ChecksumPolicy checksums,
        double filterFalsePositiveRate,
        long cacheBytes,
        long rowDirectoryBytes,
        Compacting compaction,
        int level0Trigger,
        int level0Slow,
        int level0Stop,
        long level1Bytes,
        int levelRatio,
        long tableBytes,
        int tieredRuns) {
    /// @throws StoreException.Refused if a value is not allowed, or two do not go together
    public EngineSettings {
        refuseUnlessAllowed(SettingKey.SYNC, sync);
        refuseUnlessAllowed(SettingKey.CREATE_IF_MISSING, createIfMissing);
        refuseUnlessAllowed(SettingKey.MEMTABLE_BYTES, memtableBytes);
        refuseUnlessAllowed(SettingKey.FROZEN_MEMTABLES, frozenMemtables);
        refuseUnlessAllowed(SettingKey.KEY_BYTES_MAX, (long) keyBytesMax);
        refuseUnlessAllowed(SettingKey.VALUE_BYTES_MAX, (long) valueBytesMax);
        refuseUnlessAllowed(SettingKey.BATCH_BYTES_MAX, (long) batchBytesMax);
        refuseUnlessAllowed(SettingKey.LOG_SEGMENT_BYTES, logSegmentBytes);
        refuseUnlessAllowed(SettingKey.COMMIT_BATCHES_MAX, commitBatchesMax);
        refuseUnlessAllowed(SettingKey.COMMIT_LINGER_MILLIS, commitLingerMillis);
        refuseUnlessAllowed(SettingKey.BLOCK_BYTES, (long) blockBytes);
        refuseUnlessAllowed(SettingKey.RESTART_INTERVAL, restartInterval);
        refuseUnlessAllowed(SettingKey.COMPRESSION, compression);
        refuseUnlessAllowed(SettingKey.COMPRESSION_LEVEL, compressionLevel);
        refuseUnlessAllowed(SettingKey.CHECKSUMS, checksums);
        refuseUnlessAllowed(SettingKey.FILTER_FALSE_POSITIVE_RATE, filterFalsePositiveRate);
        refuseUnlessAllowed(SettingKey.CACHE_BYTES, cacheBytes);
        refuseUnlessAllowed(SettingKey.ROW_DIRECTORY_BYTES, rowDirectoryBytes);
        refuseUnlessAllowed(SettingKey.COMPACTION, compaction);
        refuseUnlessAllowed(SettingKey.LEVEL0_TRIGGER, level0Trigger);
        refuseUnlessAllowed(SettingKey.LEVEL0_SLOW, level0Slow);
        refuseUnlessAllowed(SettingKey.LEVEL0_STOP, level0Stop);
        refuseUnlessAllowed(SettingKey.LEVEL1_BYTES, level1Bytes);
        refuseUnlessAllowed(SettingKey.LEVEL_RATIO, levelRatio);
        refuseUnlessAllowed(SettingKey.TABLE_BYTES, tableBytes);
        refuseUnlessAllowed(SettingKey.TIERED_RUNS, tieredRuns);
        requireOrder("level0Trigger", level0Trigger, "level0Slow", level0Slow);
        requireOrder("level0Slow", level0Slow, "level0Stop", level0Stop);
        requireOrder("keyBytesMax", keyBytesMax, "batchBytesMax", batchBytesMax);
    }

    /// For most: a memtable of 16 MiB, a cache of 64 MiB, a filter with 1 % false positives, Snappy,
    /// leveled compaction; durable as whoever opens it says, `always` if nobody does.
    public static EngineSettings balanced() {
        return new EngineSettings(
                Optional.empty(),
                true,
                16L << 20,
                2,
                WriteBatch.KEY_BYTES_MAX,
                WriteBatch.VALUE_BYTES_MAX,
                WriteBatch.BATCH_BYTES_MAX,
                64L << 20,
                1_000,
                0,
                4096,
                16,
                Compressing.SNAPPY,
                1,
                ChecksumPolicy.FIRST_READ,
                0.01,
                64L << 20,
                32L << 20,
                Compacting.LEVELED,
                8,
                14,
                20,
                96L << 20,
                10,
                8L << 20,
                4);
    }

    /// For little memory: memtables of 4 MiB, of which one may wait, no cache, no filter and no directories
    /// of rows. Data lies
    /// in the file system's cache, which gives it back when others need it; reads of missing keys touch
    /// a block of every table that could have the key.
    public static EngineSettings lowMemory() {
        return balanced()
                .with()
                .memtableBytes(4L << 20)
                .frozenMemtables(1)
                .filterFalsePositiveRate(0)
                .cacheBytes(0)
                .rowDirectoryBytes(0)
                .logSegmentBytes(16L << 20)
                .level1Bytes(32L << 20)
                .tableBytes(4L << 20)
                .build();
    }

    /// For as many writes and reads a second as the machine gives: large memtables, a cache of 256 MiB,
    /// directories for 20 million rows, later brakes, and a log that is made durable every 10 ms. So a power
    /// cut may take back the last 10 ms of acknowledged writes; a kill of the process takes back none.
    public static EngineSettings highThroughput() {
        return balanced()
                .with()
                .sync(SyncPolicy.every(Duration.ofMillis(10)))
                .memtableBytes(64L << 20)
                .frozenMemtables(4)
                .cacheBytes(256L << 20)
                .rowDirectoryBytes(128L << 20)
                .level0Slow(24)
                .level0Stop(36)
                .level1Bytes(512L << 20)
                .tableBytes(32L << 20)
                .build();
    }

    /// These, to be changed.
    public SettingsBuilder with() {
        return new SettingsBuilder(this);
    }

    /// Each setting by its name in a file, as a person would write it there, in the order of the components.
    public SequencedMap<String, String> shown() {
        SequencedMap<String, String> shown = new LinkedHashMap<>();
        for (SettingKey key : SettingKey.values()) {
            shown.put(key.text(), key.shownIn(this));
        }
        return shown;
    }

    /// What a store is opened with, and a cache of its own.
    public LsmOptions toOptions() {
        return toOptions(newCache());
    }

    /// What a store is opened with that shares `cache` with others, whatever `cacheBytes` says.
    public LsmOptions toOptions(BlockCache cache) {
        return EngineParts.options(this, cache);
    }

    /// A cache of `cacheBytes`, for one store or for several.
    public BlockCache newCache() {
        return EngineParts.cache(cacheBytes);
    }

    private static void refuseUnlessAllowed(SettingKey key, Object value) {
        if (!key.kind().allows(value)) {
            throw new StoreException.Refused(key.text() + " is " + key.kind().show(value) + ", but must be "
                    + key.kind().allowed());
        }
    }

    private static void requireOrder(String lower, int value, String upper, int bound) {
        if (value > bound) {
            throw new StoreException.Refused(
                    upper + " is " + bound + ", but must be at least " + lower + ", which is " + value);
        }
    }
}
