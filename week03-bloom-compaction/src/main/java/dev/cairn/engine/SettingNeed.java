package dev.cairn.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What must be chosen elsewhere before a setting changes anything: levels of compression are only those of
/// Zstandard, and each strategy of compaction has settings of its own.
///
/// Immutable.
///
/// @param key of the setting that chooses
/// @param choices one at least, each of which will do
record SettingNeed(SettingKey key, List<Enum<?>> choices) {
    private static final SettingNeed ZSTD = new SettingNeed(SettingKey.COMPRESSION, List.of(Compressing.ZSTD));
    private static final SettingNeed LEVELED = new SettingNeed(SettingKey.COMPACTION, List.of(Compacting.LEVELED));
    private static final SettingNeed RUNS =
            new SettingNeed(SettingKey.COMPACTION, List.of(Compacting.TIERED, Compacting.FULL));

    private static final Map<SettingKey, SettingNeed> NEEDS = Map.of(
            SettingKey.COMPRESSION_LEVEL, ZSTD,
            SettingKey.LEVEL0_TRIGGER, LEVELED,
            SettingKey.LEVEL0_SLOW, LEVELED,
            SettingKey.LEVEL0_STOP, LEVELED,
            SettingKey.LEVEL1_BYTES, LEVELED,
            SettingKey.LEVEL_RATIO, LEVELED,
            SettingKey.TIERED_RUNS, RUNS);

    SettingNeed {
        choices = List.copyOf(choices);
    }

    /// What the setting `key` needs; empty if it always changes something.
    static Optional<SettingNeed> of(SettingKey key) {
        return Optional.ofNullable(NEEDS.get(key));
    }

    /// Whether `settings` have one of the choices.
    boolean isMetBy(EngineSettings settings) {
        return choices.stream().anyMatch(key.in(settings)::equals);
    }

    /// The choices for a person: `tiered or full`.
    String shown() {
        return String.join(" or ", choices.stream().map(key.kind()::show).toList());
    }
}
