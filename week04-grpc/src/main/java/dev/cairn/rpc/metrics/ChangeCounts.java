package dev.cairn.rpc.metrics;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.WriteBatch;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Counts what is read and changed of users' keys: each put and delete of a batch for itself, and nothing
/// of the node's own rows. Thread-safe.
final class ChangeCounts {
    static final List<Figure<ChangeCounts>> ALL = List.of(
            Figure.counter(
                    "cairn_put_count_total",
                    "Puts that were acknowledged, of batches each.",
                    counts -> counts.puts.sum()),
            Figure.counter(
                    "cairn_delete_count_total",
                    "Deletes that were acknowledged, of batches each.",
                    counts -> counts.deletes.sum()),
            Figure.counter("cairn_get_count_total", "Gets that were answered.", counts -> counts.gets.sum()));

    private final LongAdder puts = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder gets = new LongAdder();

    void got(Bytes key) {
        if (!ReservedKeys.contain(key)) {
            gets.increment();
        }
    }

    void written(WriteBatch batch) {
        int put = 0;
        int deleted = 0;
        for (Mutation mutation : batch.mutations()) {
            if (!ReservedKeys.contain(mutation.key())) {
                if (mutation instanceof Mutation.Put) {
                    put++;
                } else {
                    deleted++;
                }
            }
        }
        puts.add(put);
        deletes.add(deleted);
    }
}
