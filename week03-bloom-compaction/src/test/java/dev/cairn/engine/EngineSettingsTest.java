package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.wal.commit.SyncPolicy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The presets, and what settings cannot be.
class EngineSettingsTest {
    @Test
    void balanced_is_what_the_page_says_field_by_field() {
        assertThat(EngineSettings.balanced())
                .isEqualTo(new EngineSettings(
                        Optional.empty(),
                        true,
                        16777216,
                        2,
                        65536,
                        67108864,
                        134217728,
                        67108864,
                        1000,
                        0,
                        4096,
                        16,
                        Compressing.SNAPPY,
                        1,
                        ChecksumPolicy.FIRST_READ,
                        0.01,
                        67108864,
                        33554432,
                        Compacting.LEVELED,
                        8,
                        14,
                        20,
                        100663296,
                        10,
                        8388608,
                        4));
    }

    @Test
    void low_memory_has_memtables_of_4_mib_no_cache_and_no_filter() {
        EngineSettings low = EngineSettings.lowMemory();
        assertThat(low.memtableBytes()).isEqualTo(4 << 20);
        assertThat(low.frozenMemtables()).isOne();
        assertThat(low.cacheBytes()).isZero();
        assertThat(low.rowDirectoryBytes()).isZero();
        assertThat(low.filterFalsePositiveRate()).isZero();
        assertThat(low.logSegmentBytes()).isEqualTo(16 << 20);
        assertThat(low.level1Bytes()).isEqualTo(32 << 20);
        assertThat(low.tableBytes()).isEqualTo(4 << 20);
        assertThat(changed(low)).isEqualTo(8);
    }

    @Test
    void high_throughput_has_large_memtables_and_gives_up_the_last_10_milliseconds() {
        EngineSettings high = EngineSettings.highThroughput();
        assertThat(high.sync()).hasValue(SyncPolicy.every(Duration.ofMillis(10)));
        assertThat(high.memtableBytes()).isEqualTo(64 << 20);
        assertThat(high.frozenMemtables()).isEqualTo(4);
        assertThat(high.cacheBytes()).isEqualTo(256 << 20);
        assertThat(high.rowDirectoryBytes()).isEqualTo(128 << 20);
        assertThat(high.level0Slow()).isEqualTo(24);
        assertThat(high.level0Stop()).isEqualTo(36);
        assertThat(high.level1Bytes()).isEqualTo(512 << 20);
        assertThat(high.tableBytes()).isEqualTo(32 << 20);
        assertThat(changed(high)).isEqualTo(9);
    }

    @Test
    void each_component_is_a_setting_of_the_same_name() {
        assertThat(Arrays.stream(SettingKey.values()).map(SettingKey::text))
                .containsExactlyElementsOf(Arrays.stream(EngineSettings.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void each_setting_can_be_said_to_a_builder_and_is_copied_by_it() {
        EngineSettings from = EngineSettings.highThroughput();
        SettingsBuilder builder = EngineSettings.balanced().with();
        for (SettingKey key : SettingKey.values()) {
            Object value = key.in(from);
            key.set(builder, value instanceof Optional<?> policy ? policy.orElseThrow() : value);
        }
        assertThat(builder.build()).isEqualTo(from);
        assertThat(from.with().build()).isEqualTo(from);
    }

    @Test
    void what_is_not_allowed_cannot_exist() {
        refuses(
                with().memtableBytes(1023),
                "memtableBytes is 1023, but must be a size from 1 KiB to 1 GiB," + " as 4096 or \"4 KiB\"");
        refuses(with().frozenMemtables(0), "frozenMemtables is 0, but must be a whole number from 1 to 64");
        refuses(
                with().filterFalsePositiveRate(Double.NaN),
                "filterFalsePositiveRate is NaN, but must be a number from 0.0001 to 0.5, or 0 for off");
        refuses(with().compressionLevel(23), "compressionLevel is 23, but must be a whole number from 1 to 22");
        refuses(with().levelRatio(1), "levelRatio is 1, but must be a whole number from 2 to 100");
    }

    @Test
    void what_does_not_go_together_cannot_exist() {
        refuses(with().level0Trigger(15), "level0Slow is 14, but must be at least level0Trigger, which is 15");
        refuses(with().level0Stop(13), "level0Stop is 13, but must be at least level0Slow, which is 14");
        refuses(with().batchBytesMax(10), "batchBytesMax is 10, but must be at least keyBytesMax, which is 65536");
    }

    private static SettingsBuilder with() {
        return EngineSettings.balanced().with();
    }

    private static long changed(EngineSettings preset) {
        return Arrays.stream(SettingKey.values())
                .filter(key -> !key.in(preset).equals(key.in(EngineSettings.balanced())))
                .count();
    }

    private static void refuses(SettingsBuilder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(message);
    }
}
