package dev.cairn.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Names under which settings stand in the configurations of stores that Cairn comes from: each is
/// another name of a setting, or refused with the reason.
///
/// Immutable.
final class SeedNames {
    /// A value that no setting can have.
    private static final Object NOTHING = Optional.empty();

    private static final Map<String, Alias> ALIASES = List.of(
                    Alias.of("MemtableSize", SettingKey.MEMTABLE_BYTES),
                    Alias.of("MemTableSizeThreshold", SettingKey.MEMTABLE_BYTES),
                    Alias.of("BlockCacheSize", SettingKey.CACHE_BYTES),
                    Alias.of("BlockSize", SettingKey.BLOCK_BYTES),
                    Alias.of("CompressionType", SettingKey.COMPRESSION),
                    Alias.of("CompressionLevel", SettingKey.COMPRESSION_LEVEL),
                    Alias.of("BloomFPRate", SettingKey.FILTER_FALSE_POSITIVE_RATE),
                    new Alias("WALSyncMode", SettingKey.SYNC, "none, perBatch or perWrite", SeedNames::syncOfMode),
                    new Alias(
                            "VerifyChecksums",
                            SettingKey.CHECKSUMS,
                            "true (everyRead) or false (never)",
                            SeedNames::checksumsOfFlag),
                    Alias.of("wal_batch_size", SettingKey.COMMIT_BATCHES_MAX),
                    Alias.of("wal_flush_interval_ms", SettingKey.COMMIT_LINGER_MILLIS),
                    Alias.of("compaction_sstable_threshold", SettingKey.TIERED_RUNS))
            .stream()
            .collect(Collectors.toMap(Alias::name, alias -> alias, (first, _) -> first, LinkedHashMap::new));

    private static final Map<String, String> REFUSED = Map.of(
            "Dir",
            "the directory is no setting: it is said with --dir, or to EngineStore.open",
            "memtable_flush_size",
            "it counts entries, which may be of any size: say memtableBytes instead",
            "CompactionInterval",
            "merges begin as soon as they are due, and not by the clock: say level0Trigger instead",
            "BloomEstimatedKeys",
            "each filter is sized for the keys that its table has: say filterFalsePositiveRate alone");

    private SeedNames() {}

    /// Another name of a setting.
    ///
    /// @param allowed what can be said under this name
    /// @param translation what a value of a file is under the setting's own name; something that no
    ///     setting can be, if it is not allowed
    record Alias(String name, SettingKey key, String allowed, UnaryOperator<Object> translation) {
        /// A name under which the same can be said.
        static Alias of(String name, SettingKey key) {
            return new Alias(name, key, key.kind().allowed(), UnaryOperator.identity());
        }
    }

    /// What `name` stands for, if it is a name of one of them.
    static Optional<Alias> alias(String name) {
        return Optional.ofNullable(ALIASES.get(name));
    }

    /// Why `name`, which one of them has, is refused.
    static Optional<String> refusal(String name) {
        return Optional.ofNullable(REFUSED.get(name));
    }

    /// All that are other names of settings.
    static List<Alias> aliases() {
        return List.copyOf(ALIASES.values());
    }

    /// All that are refused, and why.
    static Map<String, String> refusals() {
        return REFUSED;
    }

    /// Here a batch is what is written at once, so that nothing lies between the two strict modes.
    private static Object syncOfMode(Object mode) {
        return switch (String.valueOf(mode).toLowerCase(Locale.ROOT)) {
            case "none" -> "never";
            case "perbatch", "perwrite" -> "always";
            default -> NOTHING;
        };
    }

    private static Object checksumsOfFlag(Object flag) {
        return flag instanceof Boolean isWanted ? (isWanted ? "everyRead" : "never") : NOTHING;
    }
}
