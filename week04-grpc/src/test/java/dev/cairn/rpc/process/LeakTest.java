package dev.cairn.rpc.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.RemoteOptions;
import dev.cairn.rpc.RemoteStore;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.process.ServedStore.Door;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.contract.program.Strictly;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// However clients leave, a server is afterwards as it was before: no thread, no open file, no cursor, no
/// snapshot and no room that is still taken.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class LeakTest {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final int CLIENTS = 200;
    private static final int KINDS = 4;

    /// How many threads, and files of theirs, pools of the machine and of gRPC may have more at one time
    /// than at another. What each client of one kind leaves is far more.
    private static final int POOLED = CLIENTS / KINDS / 5;
    private static final int ROWS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Bytes BIG = Bytes.wrap(new byte[64 * 1024]);

    /// A snapshot whose client has gone is given up soon, and the last request that could be let in is
    /// one of eight.
    private static final ServiceOptions OPTIONS = ServiceOptions.defaults()
            .withSnapshots(1_000, Duration.ofMillis(300))
            .withUnderWay(8, 1 << 20);

    private static final Held NOTHING_OPEN = new Held(Integer.MAX_VALUE, Long.MAX_VALUE, 0, 0);

    /// What there is one of for each client that has not been cleared away.
    private record Held(int threads, long files, int cursors, int snapshots) {
        static Held now(HeldStore store) {
            // One of them is the directory itself.
            String[] files = Objects.requireNonNull(OPEN_FILES.toFile().list());
            return new Held(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    files.length,
                    store.openCursors(),
                    store.openSnapshots());
        }

        boolean isAtMost(Held other) {
            return threads - POOLED <= other.threads
                    && files - POOLED <= other.files
                    && cursors <= other.cursors
                    && snapshots <= other.snapshots;
        }
    }

    @Test
    void nothing_is_left_of_clients_that_have_gone() throws Exception {
        Strictly.requires(Files.isDirectory(OPEN_FILES), "open files are counted in " + OPEN_FILES + ", as on Linux");
        HeldStore store = new HeldStore();
        try (ServedStore<HeldStore> served =
                ServedStore.open(_ -> store, _ -> Operations.none(), OPTIONS, Door.loopback(0))) {
            for (int row = 0; row < ROWS; row++) {
                store.put(MadeRows.key(row), BIG);
            }
            comeAndGo(served.address(), 2 * KINDS);
            Held before = settled(store, NOTHING_OPEN);
            comeAndGo(served.address(), CLIENTS);
            assertThat(settled(store, before))
                    .satisfies(after -> assertThat(after.isAtMost(before))
                            .as("%s is at most %s", after, before)
                            .isTrue());
            assertThat(served.service().drain().get(30, TimeUnit.SECONDS)).isNull();
        }
    }

    /// What is held as soon as it is no more than `bound`, or after the wait for that: connections are
    /// cleared away a second after their last use.
    private static Held settled(HeldStore store, Held bound) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Held held = Held.now(store);
        while (!held.isAtMost(bound) && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
            held = Held.now(store);
        }
        return held;
    }

    private static void comeAndGo(String address, int clients) {
        for (int client = 0; client < clients; client++) {
            switch (client % KINDS) {
                case 0 -> politely(address);
                case 1 -> inTheMidstOfAScan(address);
                case 2 -> withASnapshotOpen(address);
                default -> withCallsUnderWay(address);
            }
        }
    }

    private static void politely(String address) {
        try (Env env = Env.real(1);
                RemoteStore store = RemoteStore.open(ServedStore.wire(address), RemoteOptions.DEFAULT, env)) {
            store.put(Bytes.utf8("a"), Bytes.utf8("1"));
            try (Snapshot snapshot = store.snapshot();
                    Cursor cursor = snapshot.scan(KeyRange.all())) {
                assertThat(cursor.next()).isTrue();
            }
        }
    }

    /// One scan is given up; another breaks with its connection.
    private static void inTheMidstOfAScan(String address) {
        try (StoreWire wire = ServedStore.wire(address)) {
            try (RowStream givenUp = wire.scan(all(), PATIENCE)) {
                assertThat(givenUp.next().isLast()).isFalse();
            }
            assertThat(wire.scan(all(), PATIENCE).next().isLast()).isFalse();
        }
    }

    private static void withASnapshotOpen(String address) {
        try (StoreWire wire = ServedStore.wire(address)) {
            Reply opened = wire.send(new Request.OpenSnapshot(), PATIENCE).join();
            assertThat(opened).isInstanceOf(Reply.SnapshotOpened.class);
        }
    }

    /// A write and a scan whose answers nobody waits for, and a call that has no time.
    private static void withCallsUnderWay(String address) {
        try (StoreWire wire = ServedStore.wire(address)) {
            assertThat(wire.send(new Request.Stats(), PATIENCE).join()).isInstanceOf(Reply.Failure.class);
            var _ = wire.send(new Request.Get(Bytes.utf8("a"), OptionalLong.empty()), Duration.ofNanos(1));
            WriteBatch batch = WriteBatch.builder().put(Bytes.utf8("b"), BIG).build();
            var _ = wire.send(new Request.Write(batch, Optional.empty()), PATIENCE);
            var _ = wire.scan(all(), PATIENCE);
        }
    }

    private static ScanQuestion all() {
        return new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());
    }
}
