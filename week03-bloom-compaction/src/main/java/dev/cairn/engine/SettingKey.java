package dev.cairn.engine;

import dev.cairn.common.store.WriteBatch;
import dev.cairn.engine.SettingKind.Choice;
import dev.cairn.engine.SettingKind.Count;
import dev.cairn.engine.SettingKind.Flag;
import dev.cairn.engine.SettingKind.Policy;
import dev.cairn.engine.SettingKind.Rate;
import dev.cairn.engine.SettingKind.Size;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The settings of [EngineSettings], one constant each: its name in a file, what it can be, and where it
/// stands.
///
/// Immutable.
@SuppressWarnings("ImmutableEnumChecker") // Kinds and references to methods hold nothing that changes.
enum SettingKey {
    SYNC("sync", new Policy(), EngineSettings::sync, (builder, value) -> builder.sync((SyncPolicy) value)),
    CREATE_IF_MISSING(
            "createIfMissing",
            new Flag(),
            EngineSettings::createIfMissing,
            (builder, value) -> builder.createIfMissing((Boolean) value)),
    MEMTABLE_BYTES(
            "memtableBytes",
            new Size(1 << 10, 1 << 30, false),
            EngineSettings::memtableBytes,
            (builder, value) -> builder.memtableBytes((Long) value)),
    FROZEN_MEMTABLES(
            "frozenMemtables",
            new Count(1, 64),
            EngineSettings::frozenMemtables,
            (builder, value) -> builder.frozenMemtables((Integer) value)),
    KEY_BYTES_MAX(
            "keyBytesMax",
            new Size(1, WriteBatch.KEY_BYTES_MAX, false),
            settings -> (long) settings.keyBytesMax(),
            (builder, value) -> builder.keyBytesMax(((Long) value).intValue())),
    VALUE_BYTES_MAX(
            "valueBytesMax",
            new Size(1, WriteBatch.VALUE_BYTES_MAX, false),
            settings -> (long) settings.valueBytesMax(),
            (builder, value) -> builder.valueBytesMax(((Long) value).intValue())),
    BATCH_BYTES_MAX(
            "batchBytesMax",
            new Size(1, WriteBatch.BATCH_BYTES_MAX, false),
            settings -> (long) settings.batchBytesMax(),
            (builder, value) -> builder.batchBytesMax(((Long) value).intValue())),
    LOG_SEGMENT_BYTES(
            "logSegmentBytes",
            new Size(512, 1 << 30, false),
            EngineSettings::logSegmentBytes,
            (builder, value) -> builder.logSegmentBytes((Long) value)),
    COMMIT_BATCHES_MAX(
            "commitBatchesMax",
            new Count(1, 1_000_000),
            EngineSettings::commitBatchesMax,
            (builder, value) -> builder.commitBatchesMax((Integer) value)),
    COMMIT_LINGER_MILLIS(
            "commitLingerMillis",
            new Count(0, 10_000),
            EngineSettings::commitLingerMillis,
            (builder, value) -> builder.commitLingerMillis((Integer) value)),
    BLOCK_BYTES(
            "blockBytes",
            new Size(64, 16 << 20, false),
            settings -> (long) settings.blockBytes(),
            (builder, value) -> builder.blockBytes(((Long) value).intValue())),
    RESTART_INTERVAL(
            "restartInterval",
            new Count(1, 1024),
            EngineSettings::restartInterval,
            (builder, value) -> builder.restartInterval((Integer) value)),
    COMPRESSION(
            "compression",
            new Choice(Compressing.values()),
            EngineSettings::compression,
            (builder, value) -> builder.compression((Compressing) value)),
    COMPRESSION_LEVEL(
            "compressionLevel",
            new Count(1, 22),
            EngineSettings::compressionLevel,
            (builder, value) -> builder.compressionLevel((Integer) value)),
    CHECKSUMS(
            "checksums",
            new Choice(ChecksumPolicy.values()),
            EngineSettings::checksums,
            (builder, value) -> builder.checksums((ChecksumPolicy) value)),
    FILTER_FALSE_POSITIVE_RATE(
            "filterFalsePositiveRate",
            new Rate(0.0001, 0.5),
            EngineSettings::filterFalsePositiveRate,
            (builder, value) -> builder.filterFalsePositiveRate((Double) value)),
    CACHE_BYTES(
            "cacheBytes",
            new Size(64 << 10, 1L << 40, true),
            EngineSettings::cacheBytes,
            (builder, value) -> builder.cacheBytes((Long) value)),
    ROW_DIRECTORY_BYTES(
            "rowDirectoryBytes",
            new Size(64 << 10, 1L << 40, true),
            EngineSettings::rowDirectoryBytes,
            (builder, value) -> builder.rowDirectoryBytes((Long) value)),
    COMPACTION(
            "compaction",
            new Choice(Compacting.values()),
            EngineSettings::compaction,
            (builder, value) -> builder.compaction((Compacting) value)),
    LEVEL0_TRIGGER(
            "level0Trigger",
            new Count(1, 1000),
            EngineSettings::level0Trigger,
            (builder, value) -> builder.level0Trigger((Integer) value)),
    LEVEL0_SLOW(
            "level0Slow",
            new Count(1, 10_000),
            EngineSettings::level0Slow,
            (builder, value) -> builder.level0Slow((Integer) value)),
    LEVEL0_STOP(
            "level0Stop",
            new Count(1, 10_000),
            EngineSettings::level0Stop,
            (builder, value) -> builder.level0Stop((Integer) value)),
    LEVEL1_BYTES(
            "level1Bytes",
            new Size(1 << 10, 1L << 40, false),
            EngineSettings::level1Bytes,
            (builder, value) -> builder.level1Bytes((Long) value)),
    LEVEL_RATIO(
            "levelRatio",
            new Count(2, 100),
            EngineSettings::levelRatio,
            (builder, value) -> builder.levelRatio((Integer) value)),
    TABLE_BYTES(
            "tableBytes",
            new Size(1 << 10, 1 << 30, false),
            EngineSettings::tableBytes,
            (builder, value) -> builder.tableBytes((Long) value)),
    TIERED_RUNS(
            "tieredRuns",
            new Count(1, 100),
            EngineSettings::tieredRuns,
            (builder, value) -> builder.tieredRuns((Integer) value));

    private final String text;
    private final SettingKind kind;
    private final Function<EngineSettings, Object> getter;
    private final BiConsumer<SettingsBuilder, Object> setter;

    SettingKey(
            String text,
            SettingKind kind,
            Function<EngineSettings, Object> getter,
            BiConsumer<SettingsBuilder, Object> setter) {
        this.text = text;
        this.kind = kind;
        this.getter = getter;
        this.setter = setter;
    }

    /// The setting of that name, if there is one.
    static Optional<SettingKey> named(String name) {
        return Arrays.stream(values()).filter(key -> key.text.equals(name)).findFirst();
    }

    /// Its name in a file, which is that of the record's component.
    String text() {
        return text;
    }

    SettingKind kind() {
        return kind;
    }

    /// Its value in `settings`.
    Object in(EngineSettings settings) {
        return getter.apply(settings);
    }

    /// Its value in `settings`, as a person would write it.
    String shownIn(EngineSettings settings) {
        return kind.show(in(settings));
    }

    /// Sets it to what [SettingKind#read] gave.
    void set(SettingsBuilder builder, Object value) {
        setter.accept(builder, value);
    }
}
