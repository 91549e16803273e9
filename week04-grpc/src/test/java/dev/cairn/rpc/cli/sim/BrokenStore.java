package dev.cairn.rpc.cli.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.contract.store.ForwardingCursor;
import dev.cairn.sim.contract.store.ForwardingStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// A store as a wrong server would use it.
final class BrokenStore<S extends KeyValueStore & StoreCore> implements ForwardingStore<S> {
    private static final int SLOT_KEY_BYTES = ReservedKeys.PREFIX.length() + 19;

    private final S store;
    private final Set<Wrong> wrongs;

    /// What is wrong.
    enum Wrong {
        /// The rows of slots are not read when the server starts.
        FORGETS_ANSWERS,
        /// The change is one batch, and the row that remembers it another one after it.
        RECORDS_AFTERWARDS,
        /// A batch is acknowledged before it is written.
        ANSWERS_EARLY
    }

    BrokenStore(S store, Wrong wrong) {
        this.store = store;
        this.wrongs = Set.of(wrong);
    }

    @Override
    public S store() {
        return store;
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        if (wrongs.contains(Wrong.RECORDS_AFTERWARDS)) {
            return store.submitWrite(part(batch, key -> !ReservedKeys.contain(key)))
                    .thenCompose(_ -> store.submitWrite(part(batch, ReservedKeys::contain)));
        }
        CompletableFuture<Void> written = store.submitWrite(batch);
        return wrongs.contains(Wrong.ANSWERS_EARLY) ? CompletableFuture.completedFuture(null) : written;
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        if (!wrongs.contains(Wrong.RECORDS_AFTERWARDS)) {
            return store.submitWriteIf(key, expected, batch);
        }
        return store.submitWriteIf(key, expected, part(batch, user -> !ReservedKeys.contain(user)))
                .thenCompose(isApplied -> isApplied
                        ? store.submitWrite(part(batch, ReservedKeys::contain)).thenApply(_ -> true)
                        : CompletableFuture.completedFuture(false));
    }

    private static WriteBatch part(WriteBatch batch, Predicate<Bytes> isWanted) {
        WriteBatch.Builder part = WriteBatch.builder();
        for (Mutation mutation : batch.mutations()) {
            if (isWanted.test(mutation.key())) {
                part.addInternal(mutation);
            }
        }
        return part.build();
    }

    @Override
    public Cursor scan(KeyRange range) {
        Cursor rows = store.scan(range);
        return wrongs.contains(Wrong.FORGETS_ANSWERS) ? new WithoutSlots(rows) : rows;
    }

    /// The rows, but not those of slots. Confined to one thread.
    private static final class WithoutSlots extends ForwardingCursor {
        WithoutSlots(Cursor rows) {
            super(rows);
        }

        @Override
        public boolean next() {
            boolean isRow = super.next();
            while (isRow && ReservedKeys.contain(key()) && key().length() == SLOT_KEY_BYTES) {
                isRow = super.next();
            }
            return isRow;
        }
    }
}
