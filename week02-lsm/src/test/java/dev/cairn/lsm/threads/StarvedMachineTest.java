package dev.cairn.lsm.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.Rewriting;
import dev.cairn.sim.contract.threads.StarvedMachine;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Far more threads than cores on a real disk, beside others that only burn time, while memtables are flushed and
/// tables merged all the time: a thread is set aside at every place in turn.
@Tag("full")
@Tag("2.18")
class StarvedMachineTest {
    private static final int ROUNDS = 4;
    private static final int WRITES_EACH = 40;

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"always, 24, false", "always, 24, true", "every=1ms, 24, true", "never, 24, false", "never, 100, true"})
    void nothing_is_lost_doubled_or_left_waiting(String sync, int writers, boolean isKept) throws Exception {
        LsmOptions options = LsmOptions.balanced()
                .withSync(SyncPolicy.parse(sync))
                .withLog(new LogOptions(64 << 10, 16 << 10))
                .withMemtableBytes(16 << 10)
                .withFlushing(key -> isKept && key.startsWith(StarvedMachine.COUNTER))
                .withCompaction(Rewriting.whenThereAre(3));
        StarvedMachine machine = new StarvedMachine(writers, WRITES_EACH, 80);
        for (int round = 0; round < ROUNDS; round++) {
            Disk disk = Disk.at(home.resolve(sync + writers + isKept + round));
            try (Env env = Env.real(3)) {
                try (LsmStore store = LsmStore.open(disk, options, env)) {
                    machine.write(store, Thread.ofPlatform().daemon());
                    assertThat(store.stats().flushes()).isPositive();
                    assertThat(store.stats().flushFailures().count()).isZero();
                }
                try (LsmStore reopened = LsmStore.open(disk, options, env)) {
                    machine.requireAllIn(reopened);
                }
            }
        }
    }
}
