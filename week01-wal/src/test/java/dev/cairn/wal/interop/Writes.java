package dev.cairn.wal.interop;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Lists of batches in which keys come again, so that later mutations undo earlier ones, and in which some values
/// are larger than a block.
final class Writes {
    private Writes() {}

    static Arbitrary<List<WriteBatch>> lists() {
        Arbitrary<Bytes> keys = Combinators.combine(Arbitraries.integers().between(0, 30), Arbitraries.of(1, 2, 8, 200))
                .as(Writes::key);
        Arbitrary<Integer> valueBytes = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.integers().between(0, 200)),
                Tuple.of(1, Arbitraries.integers().between(32 * 1024 - 100, 70 * 1024)));
        Arbitrary<Bytes> values =
                Combinators.combine(valueBytes, Arbitraries.longs()).as(Writes::random);
        Arbitrary<Mutation> puts = Combinators.combine(keys, values).as(Mutation.Put::new);
        Arbitrary<Mutation> deletes = keys.map(Mutation.Delete::new);
        Arbitrary<Mutation> mutations = Arbitraries.frequencyOf(Tuple.of(4, puts), Tuple.of(1, deletes));
        return mutations
                .withoutEdgeCases()
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(Writes::batch)
                .withoutEdgeCases()
                .list()
                .ofMaxSize(40);
    }

    private static WriteBatch batch(List<Mutation> mutations) {
        WriteBatch.Builder batch = WriteBatch.builder();
        mutations.forEach(batch::addInternal);
        return batch.build();
    }

    /// One of few keys, so that it comes again; among its bytes are zeros and such as are negative to Java.
    private static Bytes key(int which, int bytes) {
        byte[] key = new byte[bytes];
        key[bytes - 1] = (byte) (which * 8);
        return Bytes.wrap(key);
    }

    private static Bytes random(int bytes, long seed) {
        byte[] content = new byte[bytes];
        new SplittableRandom(seed).nextBytes(content);
        return Bytes.wrap(content);
    }
}
