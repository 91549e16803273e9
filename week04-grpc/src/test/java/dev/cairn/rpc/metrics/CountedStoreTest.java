package dev.cairn.rpc.metrics;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import dev.cairn.sim.contract.store.ForwardingStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A store that is counted is the store that it was, its failures too.
final class CountedStoreTest {
    @Test
    void a_failure_comes_as_the_store_gave_it() {
        StoreException failure = StoreException.Failed.told("the disk is gone");
        try (NodeMetrics metrics = new NodeMetrics(new World(1).clock());
                CountedStore store = metrics.counted(new Broken(new MemoryStore(), failure))) {
            WriteBatch batch = WriteBatch.builder().put(utf8("k"), utf8("v")).build();
            List<CompletableFuture<?>> outcomes = List.of(
                    store.submitGet(utf8("k")),
                    store.submitWrite(batch),
                    store.submitWriteIf(utf8("k"), Optional.empty(), batch));

            assertThat(outcomes).allSatisfy(outcome -> assertThat(seen(outcome)).containsSame(failure));
        }
    }

    private static Optional<Throwable> seen(CompletableFuture<?> outcome) {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        var _ = outcome.whenComplete((_, failure) -> seen.complete(failure));
        return Optional.ofNullable(seen.getNow(null));
    }

    /// The contract of a store.
    @Nested
    final class Contract extends KeyValueStoreContract {
        @Override
        public StorePlace emptyPlace() {
            return () -> new NodeMetrics(new World(1).clock()).counted(new MemoryStore());
        }

        @Override
        public int rounds() {
            return 20;
        }

        @Override
        public StorePromises promises() {
            return StorePromises.all().with(StorePromises.Durability.LOST);
        }
    }

    /// A store in memory none of whose work succeeds. Immutable.
    private record Broken(MemoryStore store, StoreException failure) implements ForwardingStore<MemoryStore> {
        @Override
        public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
            return CompletableFuture.failedFuture(failure);
        }

        @Override
        public CompletableFuture<Void> submitWrite(WriteBatch batch) {
            return CompletableFuture.failedFuture(failure);
        }

        @Override
        public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
