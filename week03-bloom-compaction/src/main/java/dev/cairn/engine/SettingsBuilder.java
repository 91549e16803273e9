package dev.cairn.engine;

import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.Optional;

/// Settings that are being put together: each method is named after the setting of [EngineSettings] that it
/// changes, and [#build] checks them all.
///
/// Confined to one thread.
public final class SettingsBuilder {
    private Optional<SyncPolicy> sync;
    private boolean createIfMissing;
    private long memtableBytes;
    private int frozenMemtables;
    private int keyBytesMax;
    private int valueBytesMax;
    private int batchBytesMax;
    private long logSegmentBytes;
    private int commitBatchesMax;
    private int commitLingerMillis;
    private int blockBytes;
    private int restartInterval;
    private Compressing compression;
    private int compressionLevel;
    private ChecksumPolicy checksums;
    private double filterFalsePositiveRate;
    private long cacheBytes;
    private long rowDirectoryBytes;
    private Compacting compaction;
    private int level0Trigger;
    private int level0Slow;
    private int level0Stop;
    private long level1Bytes;
    private int levelRatio;
    private long tableBytes;
    private int tieredRuns;

    SettingsBuilder(EngineSettings from) {
        sync = from.sync();
        createIfMissing = from.createIfMissing();
        memtableBytes = from.memtableBytes();
        frozenMemtables = from.frozenMemtables();
        keyBytesMax = from.keyBytesMax();
        valueBytesMax = from.valueBytesMax();
        batchBytesMax = from.batchBytesMax();
        logSegmentBytes = from.logSegmentBytes();
        commitBatchesMax = from.commitBatchesMax();
        commitLingerMillis = from.commitLingerMillis();
        blockBytes = from.blockBytes();
        restartInterval = from.restartInterval();
        compression = from.compression();
        compressionLevel = from.compressionLevel();
        checksums = from.checksums();
        filterFalsePositiveRate = from.filterFalsePositiveRate();
        cacheBytes = from.cacheBytes();
        rowDirectoryBytes = from.rowDirectoryBytes();
        compaction = from.compaction();
        level0Trigger = from.level0Trigger();
        level0Slow = from.level0Slow();
        level0Stop = from.level0Stop();
        level1Bytes = from.level1Bytes();
        levelRatio = from.levelRatio();
        tableBytes = from.tableBytes();
        tieredRuns = from.tieredRuns();
    }

    /// What an acknowledgement means.
    public SettingsBuilder sync(SyncPolicy policy) {
        sync = Optional.of(policy);
        return this;
    }

    /// Whether a store is made where there is none.
    public SettingsBuilder createIfMissing(boolean isWanted) {
        createIfMissing = isWanted;
        return this;
    }

    /// Size at which a memtable is frozen and flushed, in bytes.
    public SettingsBuilder memtableBytes(long bytes) {
        memtableBytes = bytes;
        return this;
    }

    /// How many frozen memtables may wait for their flush.
    public SettingsBuilder frozenMemtables(int value) {
        frozenMemtables = value;
        return this;
    }

    /// Longest key that is taken, in bytes.
    public SettingsBuilder keyBytesMax(int value) {
        keyBytesMax = value;
        return this;
    }

    /// Longest value that is taken, in bytes.
    public SettingsBuilder valueBytesMax(int value) {
        valueBytesMax = value;
        return this;
    }

    /// Keys and values of the largest batch, in bytes.
    public SettingsBuilder batchBytesMax(int value) {
        batchBytesMax = value;
        return this;
    }

    /// Size at which a new segment of the log begins, in bytes.
    public SettingsBuilder logSegmentBytes(long bytes) {
        logSegmentBytes = bytes;
        return this;
    }

    /// Most batches that are committed together.
    public SettingsBuilder commitBatchesMax(int value) {
        commitBatchesMax = value;
        return this;
    }

    /// How long a commit waits for more batches, in milliseconds.
    public SettingsBuilder commitLingerMillis(int value) {
        commitLingerMillis = value;
        return this;
    }

    /// Size of a data block of a table before it is packed, in bytes.
    public SettingsBuilder blockBytes(int value) {
        blockBytes = value;
        return this;
    }

    /// Every how many entries of a block a key is stored whole.
    public SettingsBuilder restartInterval(int value) {
        restartInterval = value;
        return this;
    }

    /// How blocks of tables are packed.
    public SettingsBuilder compression(Compressing value) {
        compression = value;
        return this;
    }

    /// How hard Zstandard tries, from 1, the fastest.
    public SettingsBuilder compressionLevel(int value) {
        compressionLevel = value;
        return this;
    }

    /// When blocks are compared with their checksums.
    public SettingsBuilder checksums(ChecksumPolicy value) {
        checksums = value;
        return this;
    }

    /// Share of missing keys for which a table is searched in vain.
    public SettingsBuilder filterFalsePositiveRate(double rate) {
        filterFalsePositiveRate = rate;
        return this;
    }

    /// Unpacked blocks that are kept in memory, in bytes.
    public SettingsBuilder cacheBytes(long bytes) {
        cacheBytes = bytes;
        return this;
    }

    /// Memory for directories of the rows of blocks that are read again and again, in bytes; 0 is none.
    public SettingsBuilder rowDirectoryBytes(long bytes) {
        rowDirectoryBytes = bytes;
        return this;
    }

    /// Which tables are merged.
    public SettingsBuilder compaction(Compacting value) {
        compaction = value;
        return this;
    }

    /// Tables in level 0 from which on leveled compaction merges them into level 1.
    public SettingsBuilder level0Trigger(int value) {
        level0Trigger = value;
        return this;
    }

    /// Tables in level 0 from which on leveled compaction slows writers.
    public SettingsBuilder level0Slow(int value) {
        level0Slow = value;
        return this;
    }

    /// Tables in level 0 from which on leveled compaction has writers wait.
    public SettingsBuilder level0Stop(int value) {
        level0Stop = value;
        return this;
    }

    /// Size of level 1 above which it is merged into level 2, in bytes.
    public SettingsBuilder level1Bytes(long bytes) {
        level1Bytes = bytes;
        return this;
    }

    /// How many times larger each level may be than the one above.
    public SettingsBuilder levelRatio(int value) {
        levelRatio = value;
        return this;
    }

    /// Size at which a merge begins a new table, in bytes.
    public SettingsBuilder tableBytes(long bytes) {
        tableBytes = bytes;
        return this;
    }

    /// Runs above which size-tiered compaction merges similar ones, and full compaction all.
    public SettingsBuilder tieredRuns(int value) {
        tieredRuns = value;
        return this;
    }

    /// The settings.
    ///
    /// @throws dev.cairn.common.store.StoreException.Refused if one is not allowed, or two do not go
    ///     together
    public EngineSettings build() {
        return new EngineSettings(
                sync,
                createIfMissing,
                memtableBytes,
                frozenMemtables,
                keyBytesMax,
                valueBytesMax,
                batchBytesMax,
                logSegmentBytes,
                commitBatchesMax,
                commitLingerMillis,
                blockBytes,
                restartInterval,
                compression,
                compressionLevel,
                checksums,
                filterFalsePositiveRate,
                cacheBytes,
                rowDirectoryBytes,
                compaction,
                level0Trigger,
                level0Slow,
                level0Stop,
                level1Bytes,
                levelRatio,
                tableBytes,
                tieredRuns);
    }
}
