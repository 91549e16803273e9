package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file of settings says, and what it cannot.
@Tag("3.18")
class SettingsFileTest {
    private static final EngineSettings BASE = EngineSettings.balanced();

    @TempDir
    private Path top;

    @Test
    void a_file_changes_what_it_names_and_nothing_else() throws IOException {
        Path file = Files.writeString(top.resolve("cairn.json"), """
            {"memtableBytes": "32 MiB", "compression": "zstd", "sync": "every=10ms", "createIfMissing": false}
            """);

        assertThat(SettingsFile.read(file, BASE))
                .isEqualTo(BASE.with()
                        .memtableBytes(32 << 20)
                        .compression(Compressing.ZSTD)
                        .sync(SyncPolicy.every(Duration.ofMillis(10)))
                        .createIfMissing(false)
                        .build());
    }

    @Test
    void an_empty_object_changes_nothing() {
        assertThat(of("{}")).isEqualTo(BASE);
    }

    @Test
    void every_setting_can_be_said_and_reads_as_it_is_shown() {
        Set<SettingKey> said = EnumSet.noneOf(SettingKey.class);
        for (EngineSettings settings : List.of(EngineSettings.lowMemory(), EngineSettings.highThroughput(), other())) {
            List<SettingKey> keys = Arrays.stream(SettingKey.values())
                    .filter(key -> !key.shownIn(settings).equals("not set"))
                    .filter(key -> SettingNeed.of(key).stream().allMatch(need -> need.isMetBy(settings)))
                    .toList();
            String json = keys.stream().map(key -> pair(key, settings)).collect(Collectors.joining(",", "{", "}"));
            assertThat(of(json)).as(json).isEqualTo(settings);
            said.addAll(keys);
        }
        assertThat(said).containsExactly(SettingKey.values());
    }

    @Test
    void a_setting_that_changes_nothing_beside_the_others_is_refused() {
        refuses(
                "{\"compressionLevel\": 9}",
                "compressionLevel is 9, but changes nothing while compression is snappy: set compression to zstd, or"
                        + " leave compressionLevel out");
        refuses(
                "{\"tieredRuns\": 8}",
                "tieredRuns is 8, but changes nothing while compaction is leveled: set compaction to tiered or full,"
                        + " or leave tieredRuns out");
        refuses(
                "{\"compaction_sstable_threshold\": 4}",
                "compaction_sstable_threshold is 4, but changes nothing while compaction is leveled: set compaction to"
                        + " tiered or full, or leave compaction_sstable_threshold out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"level0Trigger", "level0Slow", "level0Stop", "level1Bytes", "levelRatio"})
    void settings_of_levels_are_refused_without_leveled_compaction(String name) {
        String value = SettingKey.named(name).orElseThrow().shownIn(BASE);
        String said = name.endsWith("Bytes") ? "\"" + value + "\"" : value;
        for (String compaction : List.of("tiered", "full", "none")) {
            refuses(
                    "{\"" + name + "\": " + said + ", \"compaction\": \"" + compaction + "\"}",
                    name + " is " + said + ", but changes nothing while compaction is " + compaction
                            + ": set compaction to leveled, or leave " + name + " out");
        }
    }

    @Test
    void what_the_preset_says_is_no_line_of_the_file() {
        EngineSettings high = EngineSettings.highThroughput();
        assertThat(SettingsFile.of("cairn.json", Bytes.utf8("{\"compaction\": \"tiered\"}"), high))
                .isEqualTo(high.with().compaction(Compacting.TIERED).build());
    }

    @Test
    void a_program_may_set_what_counts_only_later() {
        EngineSettings settings = BASE.with().tieredRuns(8).build();
        assertThat(settings.with().compaction(Compacting.TIERED).build().tieredRuns())
                .isEqualTo(8);
    }

    @Test
    void sizes_are_numbers_or_texts_with_a_unit() {
        assertThat(of("{\"cacheBytes\": 0}").cacheBytes()).isZero();
        assertThat(of("{\"cacheBytes\": 1048576}").cacheBytes()).isEqualTo(1 << 20);
        assertThat(of("{\"cacheBytes\": \"1 MiB\"}").cacheBytes()).isEqualTo(1 << 20);
    }

    @Test
    void a_rate_that_is_too_small_for_a_filter_does_not_turn_it_off() {
        assertThat(of("{\"filterFalsePositiveRate\": 0.0}").filterFalsePositiveRate())
                .isZero();
        assertThatThrownBy(() -> of("{\"filterFalsePositiveRate\": 1e-400}"))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageEndingWith("but must be a number from 0.0001 to 0.5, or 0 for off");
    }

    @Test
    void the_names_of_other_stores_are_understood() {
        EngineSettings settings = of("""
            {"MemtableSize": 8388608, "BlockCacheSize": 0, "BlockSize": 8192, "CompressionType": "zstd",
             "CompressionLevel": 3, "BloomFPRate": 0.05, "WALSyncMode": "none", "VerifyChecksums": true,
             "wal_batch_size": 100, "wal_flush_interval_ms": 10, "compaction": "tiered",
             "compaction_sstable_threshold": 2}
            """);
        assertThat(settings)
                .isEqualTo(BASE.with()
                        .memtableBytes(8 << 20)
                        .cacheBytes(0)
                        .blockBytes(8192)
                        .compression(Compressing.ZSTD)
                        .compressionLevel(3)
                        .filterFalsePositiveRate(0.05)
                        .sync(SyncPolicy.never())
                        .checksums(ChecksumPolicy.EVERY_READ)
                        .commitBatchesMax(100)
                        .commitLingerMillis(10)
                        .compaction(Compacting.TIERED)
                        .tieredRuns(2)
                        .build());
    }

    @Test
    void values_of_other_stores_are_translated() {
        assertThat(of("{\"WALSyncMode\": \"perBatch\"}").sync()).hasValue(SyncPolicy.always());
        assertThat(of("{\"WALSyncMode\": \"PerWrite\"}").sync()).hasValue(SyncPolicy.always());
        assertThat(of("{\"VerifyChecksums\": false}").checksums()).isEqualTo(ChecksumPolicy.NEVER);
        assertThat(of("{\"MemTableSizeThreshold\": \"1 MiB\"}").memtableBytes()).isEqualTo(1 << 20);
        refuses("{\"WALSyncMode\": \"often\"}", "WALSyncMode is \"often\", but must be none, perBatch or perWrite");
        refuses("{\"VerifyChecksums\": 1}", "VerifyChecksums is 1, but must be true (everyRead) or false (never)");
    }

    @Test
    void names_of_other_stores_that_mean_nothing_here_are_refused_with_the_reason() {
        refuses(
                "{\"memtable_flush_size\": 1000}",
                "memtable_flush_size is refused: it counts entries, which may be of any size: say memtableBytes"
                        + " instead");
        refuses(
                "{\"Dir\": \"d\"}",
                "Dir is refused: the directory is no setting: it is said with --dir, or to EngineStore.open");
        assertThat(SeedNames.refusals()).hasSize(4);
        SeedNames.refusals().forEach((name, why) -> refuses("{\"" + name + "\": 1}", name + " is refused: " + why));
    }

    @Test
    void a_name_that_nobody_knows_is_refused_with_the_nearest() {
        refuses("{\"blockByte\": 1}", "there is no setting \"blockByte\" (did you mean \"blockBytes\"?)");
        refuses("{\"bloom_fp_rate\": 1}", "there is no setting \"bloom_fp_rate\" (did you mean \"BloomFPRate\"?)");
    }

    @Test
    void a_name_that_is_near_to_none_is_refused_with_all() {
        assertThatThrownBy(() -> of("{\"colour\": 1}"))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageStartingWith("cairn.json: there is no setting \"colour\": there are sync, createIfMissing, ")
                .hasMessageEndingWith(", tieredRuns");
    }

    @Test
    void values_of_another_type_are_refused() {
        String size = "but must be a size from 64 to 16 MiB, as 4096 or \"4 KiB\"";
        for (String value : List.of("true", "null", "4096.0", "1e3", "\"big\"", "\"\"", "{\"a\"=1}", "[1]")) {
            refuses(
                    "{\"blockBytes\": " + value.replace('=', ':') + "}",
                    "blockBytes is " + value.replace("\"a\"", "a").replace("1e3", "1E+3") + ", " + size);
        }
        refuses("{\"createIfMissing\": \"yes\"}", "createIfMissing is \"yes\", but must be true or false");
        refuses("{\"createIfMissing\": 1}", "createIfMissing is 1, but must be true or false");
        refuses(
                "{\"restartInterval\": \"16\"}",
                "restartInterval is \"16\", but must be a whole number from 1 to 1024");
        refuses("{\"restartInterval\": 2.5}", "restartInterval is 2.5, but must be a whole number from 1 to 1024");
        refuses("{\"sync\": 10}", "sync is 10, but must be " + SyncPolicy.FORMS);
        refuses(
                "{\"filterFalsePositiveRate\": \"0.01\"}",
                "filterFalsePositiveRate is \"0.01\", but must be a number from 0.0001 to 0.5, or 0 for off");
    }

    @Test
    void values_that_cannot_be_are_refused() {
        refuses("{\"blockBytes\": 63}", "blockBytes is 63, but must be a size from 64 to 16 MiB, as 4096 or \"4 KiB\"");
        refuses(
                "{\"cacheBytes\": \"1 KiB\"}",
                "cacheBytes is \"1 KiB\", but must be a size from 64 KiB to 1 TiB, or 0 for off, as 4096 or \"4 KiB\"");
        refuses("{\"compression\": \"gzip\"}", "compression is \"gzip\", but must be one of none, snappy, zstd");
        refuses("{\"compression\": \"ZSTD\"}", "compression is \"ZSTD\", but must be one of none, snappy, zstd");
        refuses("{\"checksums\": \"first\"}", "checksums is \"first\", but must be one of firstRead, everyRead, never");
        refuses("{\"sync\": \"every=0ms\"}", "sync is \"every=0ms\", but must be " + SyncPolicy.FORMS);
        refuses(
                "{\"filterFalsePositiveRate\": 1}",
                "filterFalsePositiveRate is 1, but must be a number from 0.0001 to 0.5, or 0 for off");
        assertThat(of("{\"filterFalsePositiveRate\": 0}").filterFalsePositiveRate())
                .isZero();
    }

    @Test
    void numbers_that_are_too_large_are_refused_and_not_wrapped_around() {
        String size = ", but must be a size from 64 to 16 MiB, as 4096 or \"4 KiB\"";
        for (String value : List.of("-1", "4294971392", "18446744073709555712", "\"18014398509481988 KiB\"")) {
            refuses("{\"blockBytes\": " + value + "}", "blockBytes is " + value + size);
        }
        refuses(
                "{\"restartInterval\": 4294967312}",
                "restartInterval is 4294967312, but must be a whole number from 1 to 1024");
        refuses(
                "{\"restartInterval\": 18446744073709551632}",
                "restartInterval is 18446744073709551632, but must be a whole number from 1 to 1024");
        refuses(
                "{\"filterFalsePositiveRate\": 1e999}",
                "filterFalsePositiveRate is 1E+999, but must be a number from 0.0001 to 0.5, or 0 for off");
    }

    @Test
    void numbers_that_need_more_than_a_long_are_refused_on_both_sides_of_zero() {
        String size = ", but must be a size from 64 KiB to 1 TiB, or 0 for off, as 4096 or \"4 KiB\"";
        for (String value : List.of(
                "9223372036854775808",
                "18446744073709617152",
                "-9223372036854775809",
                "-18446744073709551616",
                "-18446744073709486080")) {
            refuses("{\"cacheBytes\": " + value + "}", "cacheBytes is " + value + size);
        }
        assertThat(SettingKind.whole(new BigInteger("-9223372036854775808"))).hasValue(Long.MIN_VALUE);
        assertThat(SettingKind.whole(new BigInteger("9223372036854775807"))).hasValue(Long.MAX_VALUE);
    }

    @Test
    void a_long_value_is_cut() {
        refuses(
                "{\"compression\": \"" + "x".repeat(1000) + "\"}",
                "compression is \"" + "x".repeat(40) + "...\", but must be one of none, snappy, zstd");
    }

    @Test
    void two_names_for_one_setting_are_refused_whichever_comes_first() {
        refuses(
                "{\"blockBytes\": 4096, \"BlockSize\": 4096}",
                "\"blockBytes\" and \"BlockSize\" are two names for one setting: leave one out");
        refuses(
                "{\"MemtableSize\": 4096, \"sync\": \"never\", \"MemTableSizeThreshold\": 8192}",
                "\"MemtableSize\" and \"MemTableSizeThreshold\" are two names for one setting: leave one out");
    }

    @Test
    void the_first_thing_that_is_wrong_is_told() {
        refuses(
                "{\"restartInterval\": 0, \"nonsense\": 1}",
                "restartInterval is 0, but must be a whole number from 1 to 1024");
    }

    @Test
    void values_that_do_not_go_together_are_refused() {
        refuses("{\"level0Slow\": 3}", "level0Slow is 3, but must be at least level0Trigger, which is 8");
        assertThat(of("{\"level0Slow\": 3, \"level0Trigger\": 2}").level0Slow()).isEqualTo(3);
    }

    private static EngineSettings other() {
        return BASE.with()
                .compaction(Compacting.TIERED)
                .checksums(ChecksumPolicy.NEVER)
                .compression(Compressing.ZSTD)
                .commitLingerMillis(3)
                .keyBytesMax(100)
                .build();
    }

    private static String pair(SettingKey key, EngineSettings settings) {
        String shown = key.shownIn(settings);
        boolean isText = !(key.kind() instanceof SettingKind.Count
                || key.kind() instanceof SettingKind.Rate
                || key.kind() instanceof SettingKind.Flag);
        return "\"" + key.text() + "\": " + (isText ? "\"" + shown + "\"" : shown);
    }

    private static EngineSettings of(String json) {
        return SettingsFile.of("cairn.json", Bytes.utf8(json), BASE);
    }

    private static void refuses(String json, String message) {
        assertThat(answer(json)).as(json).isEqualTo("cairn.json: " + message);
    }

    private static String answer(String json) {
        try {
            return "taken as " + of(json);
        } catch (StoreException.Refused refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
