package dev.cairn.lsm.interop;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// What is done to a store, step by step, and what it holds afterwards.
///
/// Immutable.
///
/// @param steps in their order
public record History(List<Step> steps) {
    /// A row that no step writes.
    static final Bytes LAST_KEY = Bytes.utf8("the last");

    /// A batch that puts it.
    static final WriteBatch LAST_WRITE =
            WriteBatch.builder().put(LAST_KEY, Bytes.EMPTY).build();

    /// A batch that puts the first key of all and one behind all others.
    static final WriteBatch EDGES = WriteBatch.builder()
            .put(Bytes.EMPTY, Bytes.EMPTY)
            .put(key(0xFF, 9_001, 0xFF), Bytes.EMPTY)
            .build();

    /// One thing that is done.
    public sealed interface Step {}

    /// A batch is written.
    public record Write(WriteBatch batch) implements Step {}

    /// Many puts and some deletes of keys from a small space, one by one: enough to fill tables, and to merge
    /// them.
    public record Fill(int writes, long seed) implements Step {}

    /// What is in memory goes to a table.
    public record Flush() implements Step {}

    /// The store is closed, and opened again.
    public record Reopen() implements Step {}

    /// How a store is opened in some directory.
    interface Opener {
        OpenedStore open();
    }

    /// Does it all to the store that `opener` opens, and to `rows`, and closes the store. Into `keys` go all keys
    /// that were ever named. Each memtable gets `edges` first, which may be empty.
    void run(Opener opener, WriteBatch edges, Map<Bytes, Bytes> rows, Set<Bytes> keys) {
        OpenedStore store = opener.open();
        try {
            write(store, edges, rows, keys);
            for (Step step : steps) {
                switch (step) {
                    case Write(WriteBatch batch) -> write(store, batch, rows, keys);
                    case Fill(int writes, long seed) -> fill(store, writes, seed, rows, keys);
                    case Flush _ -> {
                        store.flush();
                        write(store, edges, rows, keys);
                    }
                    case Reopen _ -> {
                        store.close();
                        store = opener.open();
                        write(store, edges, rows, keys);
                    }
                }
            }
        } finally {
            store.close();
        }
    }

    private static void fill(OpenedStore store, int writes, long seed, Map<Bytes, Bytes> rows, Set<Bytes> keys) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < writes; i++) {
            Bytes key = Bytes.copyOf((byte) random.nextInt(256), (byte) random.nextInt(8));
            boolean isDelete = random.nextInt(5) == 0;
            WriteBatch.Builder batch = WriteBatch.builder();
            write(
                    store,
                    (isDelete ? batch.delete(key) : batch.put(key, noise(random.nextInt(300), i % 4 == 0 ? 0 : i)))
                            .build(),
                    rows,
                    keys);
        }
    }

    /// Writes `batch` to `store` and to `rows`.
    static void write(OpenedStore store, WriteBatch batch, Map<Bytes, Bytes> rows, Set<Bytes> keys) {
        store.write(batch);
        for (Mutation mutation : batch.mutations()) {
            keys.add(mutation.key());
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) -> rows.put(key, value);
                case Mutation.Delete(Bytes key) -> rows.remove(key);
            }
        }
    }

    /// Histories of up to `stepsMax` steps.
    static Arbitrary<History> histories(int stepsMax) {
        Arbitrary<Step> writes = batches().map(Write::new);
        Arbitrary<Step> fills = Combinators.combine(Arbitraries.integers().between(1, 1_500), Arbitraries.longs())
                .as(Fill::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(12, writes),
                        Tuple.of(2, fills),
                        Tuple.of(2, Arbitraries.of(new Flush())),
                        Tuple.of(2, Arbitraries.of(new Reopen())))
                .withoutEdgeCases()
                .list()
                .ofMaxSize(stepsMax)
                .map(History::new);
    }

    private static Arbitrary<WriteBatch> batches() {
        Arbitrary<Bytes> values = Combinators.combine(
                        valueSizes(), Arbitraries.longs().between(0, 9))
                .as(History::noise);
        Arbitrary<Mutation> puts = Combinators.combine(keys(), values).as(Mutation.Put::new);
        Arbitrary<Mutation> deletes = keys().map(Mutation.Delete::new);
        return Arbitraries.frequencyOf(Tuple.of(4, puts), Tuple.of(1, deletes))
                .withoutEdgeCases()
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(mutations -> {
                    WriteBatch.Builder batch = WriteBatch.builder();
                    mutations.forEach(batch::addInternal);
                    return batch.build();
                });
    }

    private static Arbitrary<Integer> valueSizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(20, Arbitraries.integers().between(1, 200)),
                Tuple.of(3, Arbitraries.integers().between(4_000, 17_000)),
                Tuple.of(1, Arbitraries.integers().between(32 * 1024 - 100, 140 * 1024)));
    }

    /// Keys that come again: the empty one, runs of 0xFF and of zeros, which have no shorter separator or none at
    /// all, and such as are prefixes of each other, up to longer than a block.
    private static Arbitrary<Bytes> keys() {
        return Combinators.combine(
                        Arbitraries.of(0xFF, 0xFF, 0x00, 0x7F, 0x80, 0x6B),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(0)),
                                Tuple.of(20, Arbitraries.integers().between(1, 4)),
                                Tuple.of(2, Arbitraries.of(100, 200)),
                                Tuple.of(1, Arbitraries.of(4_096, 9_000))),
                        Arbitraries.integers().between(0, 255))
                .as(History::key);
    }

    private static Bytes key(int fill, int bytes, int last) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) fill);
        if (bytes > 0 && last % 2 == 0) {
            key[bytes - 1] = (byte) last;
        }
        return Bytes.wrap(key);
    }

    /// Content that cannot be packed, or zeros, which can, if `seed` is 0.
    private static Bytes noise(int bytes, long seed) {
        byte[] content = new byte[bytes];
        if (seed != 0) {
            new SplittableRandom(seed).nextBytes(content);
        }
        return Bytes.wrap(content);
    }
}
