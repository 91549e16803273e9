package dev.cairn.sim.canary;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Mistakes in what a write does.
final class WrongWrites {
    /// Wide enough for another thread to come between.
    private static final long GAP_NANOS = 50_000;

    private WrongWrites() {}

    static KeyValueStore deleteLeavesTheValue(KeyValueStore right) {
        return rewriting(right, batch -> batch.filter(mutation -> mutation instanceof Mutation.Put));
    }

    static KeyValueStore batchIsAppliedBackwards(KeyValueStore right) {
        return rewriting(right, batch -> batch.toList().reversed().stream());
    }

    static KeyValueStore fifthOfFiveMutationsIsLost(KeyValueStore right) {
        return rewriting(right, batch -> {
            List<Mutation> mutations = batch.toList();
            return mutations.size() == 5 ? mutations.subList(0, 4).stream() : mutations.stream();
        });
    }

    static KeyValueStore emptyValueDeletes(KeyValueStore right) {
        return rewriting(right, batch -> batch.map(mutation -> deletingIfValueIs(mutation, Bytes.EMPTY)));
    }

    static KeyValueStore tombstoneIsAText(KeyValueStore right) {
        Bytes tombstone = Bytes.utf8("__TOMBSTONE__");
        return rewriting(right, batch -> batch.map(mutation -> deletingIfValueIs(mutation, tombstone)));
    }

    static KeyValueStore longValueIsCut(KeyValueStore right) {
        int limit = 32 * 1024 - 1;
        return rewriting(
                right,
                batch -> batch.map(mutation -> switch (mutation) {
                    case Mutation.Put put ->
                        new Mutation.Put(
                                put.key(),
                                put.value().slice(0, Math.min(limit, put.value().length())));
                    case Mutation.Delete delete -> delete;
                }));
    }

    static KeyValueStore batchIsAppliedOneByOne(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public void write(WriteBatch batch) {
                super.write(WriteBatch.builder().build());
                for (Mutation mutation : batch.mutations()) {
                    super.write(batchOf(Stream.of(mutation)));
                    LockSupport.parkNanos(GAP_NANOS);
                }
            }
        };
    }

    static KeyValueStore compareAndSetIsNotAtomic(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
                boolean asExpected = get(key).equals(expected);
                LockSupport.parkNanos(GAP_NANOS);
                return asExpected && super.compareAndSet(key, get(key), replacement);
            }
        };
    }

    static KeyValueStore compareAndSetTakesAnythingForAbsent(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public synchronized boolean compareAndSet(
                    Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
                return super.compareAndSet(key, expected.isEmpty() ? get(key) : expected, replacement);
            }
        };
    }

    static KeyValueStore compareAndSetTakesEmptyForAbsent(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
                return super.compareAndSet(key, expected.filter(value -> !value.isEmpty()), replacement);
            }
        };
    }

    static KeyValueStore compareAndSetReachesReservedKeys(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
                try {
                    return super.compareAndSet(key, expected, replacement);
                } catch (StoreException.Refused refused) {
                    write(batchOf(replacement.map(value -> (Mutation) new Mutation.Put(key, value)).stream()));
                    return true;
                }
            }
        };
    }

    static KeyValueStore interruptClosesTheStore(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public void write(WriteBatch batch) {
                if (Thread.currentThread().isInterrupted()) {
                    close();
                }
                super.write(batch);
            }
        };
    }

    static KeyValueStore interruptIsForgotten(KeyValueStore right) {
        return new AlmostRight(right) {
            @Override
            public void write(WriteBatch batch) {
                boolean forgotten = Thread.interrupted();
                super.write(forgotten ? batchOf(batch.mutations().stream()) : batch);
            }
        };
    }

    private static KeyValueStore rewriting(KeyValueStore right, UnaryOperator<Stream<Mutation>> mistake) {
        return new AlmostRight(right) {
            @Override
            public void write(WriteBatch batch) {
                super.write(batchOf(mistake.apply(batch.mutations().stream())));
            }
        };
    }

    private static WriteBatch batchOf(Stream<Mutation> mutations) {
        WriteBatch.Builder builder = WriteBatch.builder();
        mutations.forEach(builder::addInternal);
        return builder.build();
    }

    private static Mutation deletingIfValueIs(Mutation mutation, Bytes tombstone) {
        return mutation instanceof Mutation.Put put && put.value().equals(tombstone)
                ? new Mutation.Delete(put.key())
                : mutation;
    }
}
