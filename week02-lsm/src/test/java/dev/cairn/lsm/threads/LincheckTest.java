package dev.cairn.lsm.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every result that threads get is one that they could have got one after another, on real threads.
class LincheckTest {
    @Test
    void a_memtable_with_one_writer_is_linearizable() {
        oneThreadIsServed(new MemtableRows());
        threads(3, 4).iterations(6).invocationsPerIteration(500).check(MemtableRows.class);
    }

    @Test
    void a_store_is_linearizable_and_its_disk_holds_what_it_acknowledged() {
        oneThreadIsServed(new StoredRows());
        threads(3, 3).iterations(3).invocationsPerIteration(40).check(StoredRows.class);
    }

    @Test
    @Tag("full")
    void a_memtable_is_linearizable_for_long() {
        threads(4, 4).iterations(50).invocationsPerIteration(5_000).check(MemtableRows.class);
    }

    @Test
    @Tag("full")
    void a_store_is_linearizable_for_long() {
        threads(4, 3).iterations(30).invocationsPerIteration(500).check(StoredRows.class);
    }

    private static StressOptions threads(int threads, int operations) {
        return new StressOptions()
                .threads(threads)
                .actorsPerThread(operations)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(TwoNumbers.class);
    }

    /// What goes wrong on one thread needs no others, and would go wrong thousands of times.
    private static void oneThreadIsServed(TwoRows rows) {
        rows.set(1, 1);
        rows.set(2, 2);
        assertThat(rows.get(2)).isEqualTo(2);
        rows.set(2, 0);
        assertThat(rows.both()).isEqualTo(10);
    }
}
