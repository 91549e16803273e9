package dev.cairn.lsm.threads;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store is closed while many write, and memory is full most of the time: each of them returns, and what was
/// acknowledged is there afterwards.
@Tag("2.18")
class ClosedUnderLoadTest {
    private static final int ROUNDS = 6;
    private static final int WRITERS = 8;
    private static final Bytes VALUE = Bytes.wrap(new byte[20_000]);

    /// So many of its writes each writer has done, before the store is closed.
    private static final int WRITES_FIRST = 5;

    /// Long because it only ends a test that hangs.
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_writer_is_told_that_the_store_is_closed(boolean isLogged) throws Exception {
        LsmOptions logged = LsmOptions.balanced()
                .withSync(SyncPolicy.never())
                .withMemtables(MemtableOptions.DEFAULT.withBytes(64 << 10).withFrozenMax(1));
        LsmOptions options = isLogged ? logged : logged.withoutLog();
        for (int round = 0; round < ROUNDS; round++) {
            Disk disk = Disk.at(home.resolve(isLogged + "-" + round));
            try (Env env = Env.real(4)) {
                List<Integer> written = closedUnderLoad(LsmStore.open(disk, options, env));
                try (LsmStore reopened = LsmStore.open(disk, options, env)) {
                    assertHolds(reopened, written);
                }
            }
        }
    }

    /// @return how many writes of each writer were acknowledged
    private static List<Integer> closedUnderLoad(LsmStore store) throws Exception {
        CountDownLatch isBusy = new CountDownLatch(WRITERS * WRITES_FIRST);
        List<FutureTask<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(new FutureTask<>(() -> writeUntilClosed(store, writer, isBusy)));
        }
        writers.forEach(Thread.ofPlatform().daemon()::start);
        assertThat(isBusy.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        store.close();
        List<Integer> written = new ArrayList<>();
        for (FutureTask<Integer> each : writers) {
            written.add(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertThatThrownBy(store::stats).isInstanceOf(StoreException.Closed.class);
        return written;
    }

    private static int writeUntilClosed(LsmStore store, int writer, CountDownLatch isBusy) {
        int written = 0;
        while (true) {
            try {
                store.put(key(writer, written), VALUE);
            } catch (StoreException.Closed _) {
                return written;
            }
            written++;
            isBusy.countDown();
        }
    }

    private static void assertHolds(LsmStore store, List<Integer> written) {
        for (int writer = 0; writer < WRITERS; writer++) {
            for (int each = 0; each < written.get(writer); each++) {
                assertThat(store.get(key(writer, each))).contains(VALUE);
            }
        }
    }

    private static Bytes key(int writer, int each) {
        return utf8(writer + "/" + each);
    }
}
