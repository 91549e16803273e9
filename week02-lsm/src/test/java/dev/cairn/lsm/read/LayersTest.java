package dev.cairn.lsm.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How the layers of a store follow one another.
@Tag("2.13")
final class LayersTest {
    private static final int THREADS = 4;
    private static final int CHANGES = 300;
    private static final Version NEXT =
            Version.EMPTY.withEdit(VersionEdit.builder().build());

    private final Memtable first = memtable();
    private final Memtable second = memtable();
    private final Memtable third = memtable();

    @Test
    void what_is_frozen_comes_behind_what_was_frozen_before() {
        Frozen oldest = Frozen.of(first, 1, 1);
        Frozen newest = Frozen.of(second, 2, 2);
        ReadState state = empty(first).withFrozen(oldest, second).withFrozen(newest, third);
        assertThat(state.frozen()).containsExactly(oldest, newest);
        assertThat(state.active()).isSameAs(third);
    }

    @Test
    void a_flush_takes_the_oldest_frozen_memtable_away_and_brings_the_version_that_holds_it() {
        Frozen newest = Frozen.of(second, 2, 2);
        ReadState state = empty(first)
                .withFrozen(Frozen.of(first, 1, 1), second)
                .withFrozen(newest, third)
                .withFlushed(NEXT);
        assertThat(state.frozen()).containsExactly(newest);
        assertThat(state.version()).isSameAs(NEXT);
        assertThat(state.active()).isSameAs(third);
    }

    @Test
    void a_state_that_somebody_took_stays_as_it_was() {
        Layers layers = new Layers(empty(first));
        ReadState before = layers.state();
        layers.freeze(Frozen.of(first, 1, 1), second);
        ReadState between = layers.state();
        layers.flushed(NEXT);
        assertThat(before.frozen()).isEmpty();
        assertThat(before.active()).isSameAs(first);
        assertThat(between.frozen()).hasSize(1);
        assertThat(layers.state().frozen()).isEmpty();
    }

    @Test
    void memory_is_full_when_both_the_active_memtable_and_the_list_of_frozen_ones_are() {
        MemtableOptions small = MemtableOptions.DEFAULT.withBytes(1024).withFrozenMax(1);
        Memtable full = memtable();
        full.add(1, new Mutation.Put(Bytes.utf8("k"), Bytes.copyOf(new byte[2_000])));

        assertThat(empty(first).isFull(small)).as("empty, nothing frozen").isFalse();
        assertThat(empty(full).isFull(small)).as("active full, nothing frozen").isFalse();
        assertThat(empty(first).withFrozen(Frozen.of(first, 1, 1), second).isFull(small))
                .as("active empty, one frozen")
                .isFalse();
        assertThat(empty(first).withFrozen(Frozen.of(first, 1, 1), full).isFull(small))
                .as("active full, one frozen")
                .isTrue();
        assertThat(empty(first).withFrozen(Frozen.of(first, 1, 1), full).isFull(small.withBytes(full.bytes())))
                .as("active at its limit to the byte, one frozen")
                .isTrue();
    }

    @Test
    void of_changes_that_are_made_at_once_none_is_lost() throws InterruptedException {
        Layers layers = new Layers(empty(first));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                await(start);
                for (int change = 0; change < CHANGES; change++) {
                    layers.freeze(Frozen.of(first, 1, 1), second);
                    layers.merged(NEXT);
                }
            }));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(layers.state().frozen().size())
                .as("memtables that %s threads froze, %s each", THREADS, CHANGES)
                .isEqualTo(THREADS * CHANGES);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static ReadState empty(Memtable active) {
        return new ReadState(active, List.of(), Version.EMPTY);
    }

    private static Memtable memtable() {
        return new Memtable(new SplittableRandom(1));
    }
}
