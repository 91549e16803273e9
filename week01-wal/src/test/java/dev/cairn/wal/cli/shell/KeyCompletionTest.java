package dev.cairn.wal.cli.shell;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.MemoryStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What a shell proposes at a Tab.
class KeyCompletionTest {
    private final MemoryStore store = new MemoryStore();

    @Test
    void keys_that_begin_so_are_proposed_and_a_hundred_at_most() {
        for (int i = 0; i < 200; i++) {
            store.put(utf8("user:" + (1_000 + i)), Bytes.EMPTY);
        }
        store.put(utf8("zoo"), Bytes.EMPTY);
        assertThat(KeyCompletion.of(store).keys(utf8("z"))).containsExactly("zoo");
        assertThat(KeyCompletion.of(store).keys(utf8("user:"))).hasSize(100).startsWith("user:1000", "user:1001");
    }

    @Test
    void a_store_that_fails_proposes_nothing() {
        ReadView away = new Failing(CompletableFuture.failedFuture(new IllegalStateException()));
        assertThat(KeyCompletion.of(away).keys(utf8("k"))).isEmpty();
    }

    @Test
    void a_store_that_does_not_answer_in_time_proposes_nothing() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        assertThat(new KeyCompletion(new Failing(never), Duration.ZERO).keys(utf8("k")))
                .isEmpty();
        never.complete(null);
    }

    /// A store that is not reached, which it knows after some time.
    private record Failing(CompletableFuture<Void> known) implements ReadView {
        @Override
        public Optional<Bytes> get(Bytes key) {
            return Optional.empty();
        }

        @Override
        public Cursor scan(KeyRange range) {
            var _ = known.exceptionally(_ -> null).join();
            throw new StoreException.Unavailable("nobody is there", Optional.empty());
        }
    }
}
