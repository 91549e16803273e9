package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.sim.contract.threads.Crowd;
import dev.cairn.sim.contract.threads.StarvedMachine;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Writers, readers, cursors and merges at once, on real threads and a real disk.
@Tag("3.10")
class EngineThreadsTest {
    @TempDir
    private Path home;

    @Test
    void nothing_is_lost_while_tables_are_merged_and_somebody_asks_for_more() throws Exception {
        Disk disk = Disk.at(home.resolve("d"));
        LsmOptions options = options(Engines.Strategy.LEVELED, SyncPolicy.never());
        StarvedMachine machine = new StarvedMachine(8, 60, 80);
        AtomicBoolean isOver = new AtomicBoolean();
        try (Env env = Env.real(3);
                LsmStore store = LsmStore.open(disk, options, env)) {
            new Crowd()
                    .with(1, _ -> {
                        try {
                            machine.write(store, Thread.ofPlatform().daemon());
                        } finally {
                            isOver.set(true);
                        }
                    })
                    .with(1, _ -> compactUntil(store, isOver))
                    .run();
            assertThat(store.stats().compactions().merges()).as("merges").isPositive();
            assertThat(store.stats().compactionFailures().count())
                    .as("merges that failed")
                    .isZero();
            machine.requireAllIn(store);
        }
        requireSound(disk, options);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"always, 24, LEVELED", "every=1ms, 24, TIERED", "never, 24, FULL", "never, 100, LEVELED"})
    void nothing_is_lost_doubled_or_left_waiting(String sync, int writers, Engines.Strategy strategy) throws Exception {
        StarvedMachine machine = new StarvedMachine(writers, 60, 80);
        LsmOptions options = options(strategy, SyncPolicy.parse(sync));
        for (int round = 0; round < 4; round++) {
            Disk disk = Disk.at(home.resolve(sync + writers + strategy + round));
            try (Env env = Env.real(3)) {
                try (LsmStore store = LsmStore.open(disk, options, env)) {
                    machine.write(store, Thread.ofPlatform().daemon());
                    assertThat(store.stats().compactions().merges())
                            .as("merges")
                            .isPositive();
                    assertThat(store.stats().compactionFailures().count())
                            .as("merges that failed")
                            .isZero();
                }
                try (LsmStore reopened = LsmStore.open(disk, options, env)) {
                    machine.requireAllIn(reopened);
                }
            }
            requireSound(disk, options);
        }
    }

    private static LsmOptions options(Engines.Strategy strategy, SyncPolicy sync) {
        return Engines.small(strategy)
                .withSync(sync)
                .withLog(new LogOptions(64 << 10, 16 << 10))
                .withMemtableBytes(8 << 10)
                .withCompaction(strategy.of(8 << 10));
    }

    private static void compactUntil(LsmStore store, AtomicBoolean isOver) {
        while (!isOver.get()) {
            store.compact(KeyRange.prefix(Bytes.utf8("3")));
        }
    }

    private static void requireSound(Disk disk, LsmOptions options) {
        Soundness.requireDisjointLevels(Soundness.version(disk));
        Soundness.requireTables(disk, List.of());
        Soundness.requireVerified(disk, options.tables());
    }
}
