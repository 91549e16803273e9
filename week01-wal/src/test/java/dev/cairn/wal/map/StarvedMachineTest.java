package dev.cairn.wal.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Env;
import dev.cairn.sim.contract.threads.StarvedMachine;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.Scratch;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Far more threads than cores on a real disk, beside others that only burn time, so that a thread is set aside at
/// every place in turn.
@Tag("full")
class StarvedMachineTest {
    private static final int ROUNDS = 6;
    private static final int WRITES_EACH = 25;

    @ParameterizedTest
    @CsvSource({
        "always,     24,  false", "always,     200, true",
        "every=1ms,  24,  false", "every=1ms,  200, true",
        "never,      24,  false", "never,      200, true"
    })
    void nothing_is_lost_doubled_or_left_waiting(String sync, int writers, boolean virtual) throws Exception {
        LoggedMapOptions options = LoggedMapOptions.DEFAULT
                .withSync(SyncPolicy.parse(sync))
                .withLog(new LogOptions(64 * 1024, 64 * 1024))
                .withCommit(new GroupCommitOptions(7, 1 << 20, Duration.ZERO, 10_000))
                .withCheckpointLogBytes(16 * 1024);
        StarvedMachine machine = new StarvedMachine(writers, WRITES_EACH, 0);
        for (int round = 0; round < ROUNDS; round++) {
            try (Scratch scratch = Scratch.open();
                    Env env = Env.real(2)) {
                try (LoggedMapStore store = LoggedMapStore.open(scratch.disk("db"), options, env)) {
                    machine.write(
                            store,
                            virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon());
                    assertThat(store.stats().commits().batches()).isEqualTo(2L * writers * WRITES_EACH);
                }
                try (LoggedMapStore reopened = LoggedMapStore.open(scratch.disk("db"), options, env)) {
                    machine.requireAllIn(reopened);
                }
            }
        }
    }
}
