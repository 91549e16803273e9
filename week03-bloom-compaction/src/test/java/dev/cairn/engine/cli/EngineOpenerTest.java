package dev.cairn.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.engine.EngineSettings;
import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine as a benchmark sees it.
final class EngineOpenerTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(BenchSetting.Packing.class)
    void it_does_all_that_workloads_do_with_every_compression(BenchSetting.Packing packing) {
        byte[] key = Bytes.utf8("key").toArray();
        try (BenchStore store = new EngineOpener().open(home, setting(false, packing))) {
            store.put(key, new byte[100]);
            store.putAll(new byte[][] {{1}, {2}}, new byte[][] {{1}, {2}}, 2);
            store.delete(new byte[] {2});
            assertThat(List.of(store.get(key), store.get(new byte[] {1}), store.get(new byte[] {2})))
                    .containsExactly(100, 1, -1);
            try (BenchStore.Rows rows = store.rows()) {
                assertThat(rows.seek(new byte[] {2})).isTrue();
                assertThat(rows.bytes()).isEqualTo(103);
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void the_sizes_are_those_that_all_engines_get() {
        EngineSettings settings = EngineOpener.settings(setting(true, BenchSetting.Packing.NONE));
        assertThat(settings.memtableBytes()).isEqualTo(1 << 20);
        assertThat(settings.cacheBytes()).isEqualTo(2 << 20);
        assertThat(settings.sync()).contains(SyncPolicy.always());
    }

    private static BenchSetting setting(boolean isSynced, BenchSetting.Packing packing) {
        return new BenchSetting(isSynced, 1 << 20, 2 << 20, packing);
    }
}
