package dev.cairn.wal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.ForgetfulCommit;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every result that threads get is one that they could have got one after another.
///
/// Model checking tries interleavings of the steps of two or three threads, and finds deadlocks; stress runs the
/// same on real threads, where the interleavings are those of the machine and the memory model is the real one.
class LincheckTest {
    @Test
    void group_commit_is_linearizable_in_every_interleaving_tried() {
        oneThreadIsServed(new CommittedMap());
        interleavings(2, 2).iterations(2).invocationsPerIteration(40).check(CommittedMap.class);
    }

    @Test
    void group_commit_is_linearizable_on_real_threads() {
        oneThreadIsServed(new CommittedMap());
        threads(3, 3).iterations(5).invocationsPerIteration(300).check(CommittedMap.class);
    }

    @Test
    void a_store_is_linearizable_and_its_disk_holds_what_it_acknowledged() {
        oneThreadIsServed(new StoredMap());
        threads(3, 3).iterations(5).invocationsPerIteration(60).check(StoredMap.class);
    }

    @Test
    void a_condition_judged_too_early_is_noticed() {
        oneThreadIsServed(new HastyMap());
        assertThatThrownBy(() -> threads(3, 4)
                        .iterations(200)
                        .invocationsPerIteration(100)
                        .minimizeFailedScenario(false)
                        .check(HastyMap.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @Test
    void a_waiter_that_nobody_wakes_is_noticed() {
        oneThreadIsServed(new CommittedMap());
        assertThatThrownBy(() -> new ModelCheckingOptions()
                        .threads(2)
                        .actorsPerThread(1)
                        .iterations(1)
                        .minimizeFailedScenario(false)
                        .check(ForgetfulCommit.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("The execution has hung");
    }

    @Test
    @Tag("full")
    void group_commit_is_linearizable_in_many_interleavings() {
        oneThreadIsServed(new CommittedMap());
        interleavings(2, 3).iterations(8).invocationsPerIteration(150).check(CommittedMap.class);
        interleavings(3, 2).iterations(8).invocationsPerIteration(150).check(CommittedMap.class);
    }

    @Test
    @Tag("full")
    void group_commit_is_linearizable_on_real_threads_for_long() {
        oneThreadIsServed(new CommittedMap());
        threads(4, 4).iterations(40).invocationsPerIteration(3_000).check(CommittedMap.class);
    }

    @Test
    @Tag("full")
    void a_store_is_linearizable_for_long() {
        oneThreadIsServed(new StoredMap());
        threads(4, 3).iterations(30).invocationsPerIteration(1_000).check(StoredMap.class);
    }

    private static ModelCheckingOptions interleavings(int threads, int operations) {
        return new ModelCheckingOptions()
                .threads(threads)
                .actorsPerThread(operations)
                .actorsBefore(1)
                .actorsAfter(1)
                // What one thread alone ever sees, or nobody changes, needs no switch of threads inside.
                .addGuarantee(forClasses(nameOf(Bytes.class), nameOf(ByteWriter.class), nameOf(WriteBatch.class))
                        .allMethods()
                        .ignore())
                .addGuarantee(forClasses(nameOf(BatchFormat.class), nameOf(SortedTree.class), nameOf(MapImage.class))
                        .allMethods()
                        .ignore())
                .addGuarantee(forClasses("dev.cairn.wal.commit.CommitTurn")
                        .methods("encode", "mutationsOf")
                        .ignore())
                .sequentialSpecification(ModelMap.class);
    }

    private static StressOptions threads(int threads, int operations) {
        return new StressOptions()
                .threads(threads)
                .actorsPerThread(operations)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(ModelMap.class);
    }

    /// What goes wrong on one thread needs no interleavings, and would go wrong thousands of times.
    private static void oneThreadIsServed(MapOperations map) {
        map.set(1, 1);
        assertThat(map.swap(2, 0, 2)).isTrue();
        assertThat(map.both()).isEqualTo(12);
    }

    private static String nameOf(Class<?> type) {
        return type.getName();
    }
}
