package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.add;
import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pins and edits of several threads at the same time.
@Timeout(60)
@Tag("2.10")
final class VersionsThreadsTest {
    private static final int TABLES = 2_000;

    private final Set<Long> removed = ConcurrentHashMap.newKeySet();
    private final VersionsPlace place = VersionsPlace.empty();
    private final Versions versions = Versions.begin(
            place.disk(), FileNumbers.from(1), ManifestState.EMPTY, 10_000, table -> removed.add(table.number()));

    @Test
    void no_table_of_a_pinned_version_is_removed_whoever_installs_edits_meanwhile()
            throws ExecutionException, InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        Callable<Integer> reader = () -> {
            int lost = 0;
            while (!isOver.get()) {
                try (Versions.Pin pin = versions.pin()) {
                    lost += (int) pin.version()
                            .tables()
                            .filter(table -> removed.contains(table.number()))
                            .count();
                }
            }
            return lost;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<Integer> one = threads.submit(reader);
            Future<Integer> other = threads.submit(reader);
            Future<?> even = threads.submit(() -> replaceTables(2));
            Future<?> odd = threads.submit(() -> replaceTables(1));
            even.get();
            odd.get();
            isOver.set(true);
            assertThat(one.get() + other.get()).isZero();
        }
        assertThat(versions.current().tables()).hasSize(2);
        assertThat(removed).hasSize(TABLES - 2);
        assertThat(place.recovery().state().version()).isEqualTo(versions.current());
    }

    /// Adds every second table, from `first` on, and takes the one before it away.
    private void replaceTables(long first) {
        versions.install(add(0, table(first, "a", "k")));
        for (long number = first + 2; number <= TABLES; number += 2) {
            long next = number;
            versions.install(edit(parts -> parts.delete(0, next - 2).add(0, table(next, "a", "k"))));
        }
    }
}
