package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import org.junit.jupiter.api.Test;

/// Many mutations as one: in their order, all of them, however many.
public interface BatchRules extends StoreUnderTest {
    @Test
    default void a_batch_does_all_that_it_holds() {
        store().put(utf8("b"), utf8("old"));
        store().write(WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .delete(utf8("b"))
                .put(utf8("c"), utf8("3"))
                .build());
        assertRows(KeyRange.all(), "a=1", "c=3");
    }

    @Test
    default void of_two_puts_of_a_key_in_a_batch_the_later_wins() {
        store().write(WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .put(utf8("a"), utf8("2"))
                .build());
        assertHolds(utf8("a"), utf8("2"));
    }

    @Test
    default void a_delete_after_a_put_in_a_batch_wins() {
        store().write(WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .delete(utf8("a"))
                .build());
        assertAbsent(utf8("a"));
    }

    @Test
    default void a_put_after_a_delete_in_a_batch_wins() {
        store().put(utf8("a"), utf8("0"));
        store().write(WriteBatch.builder()
                .delete(utf8("a"))
                .put(utf8("a"), utf8("2"))
                .build());
        assertHolds(utf8("a"), utf8("2"));
    }

    @Test
    default void the_later_of_two_batches_wins() {
        store().write(WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .put(utf8("b"), utf8("1"))
                .build());
        store().write(WriteBatch.builder()
                .put(utf8("b"), utf8("2"))
                .delete(utf8("a"))
                .build());
        assertRows(KeyRange.all(), "b=2");
    }

    @Test
    default void an_empty_batch_changes_nothing() {
        store().put(utf8("a"), utf8("1"));
        store().write(WriteBatch.builder().build());
        assertRows(KeyRange.all(), "a=1");
    }

    @Test
    default void a_builder_that_goes_on_does_not_change_the_batch_it_built() {
        WriteBatch.Builder builder = WriteBatch.builder().put(utf8("a"), utf8("1"));
        WriteBatch first = builder.build();
        builder.put(utf8("b"), utf8("2"));
        store().write(first);
        assertRows(KeyRange.all(), "a=1");
    }

    @Test
    default void a_batch_of_many_small_rows_arrives_whole() {
        int rows = 3_000;
        WriteBatch.Builder builder = WriteBatch.builder();
        for (int each = 0; each < rows; each++) {
            builder.put(utf8("key " + each), utf8("value " + each));
        }
        store().write(builder.build());
        for (int each = 0; each < rows; each += 7) {
            assertHolds(utf8("key " + each), utf8("value " + each));
        }
    }

    @Test
    default void a_batch_that_spans_many_blocks_arrives_whole() {
        WriteBatch.Builder builder = WriteBatch.builder();
        for (Bytes value : PointRules.valuesAroundBlockSizes()) {
            builder.put(PointRules.keyOf(value), value);
        }
        store().write(builder.build());
        for (Bytes value : PointRules.valuesAroundBlockSizes()) {
            assertHolds(PointRules.keyOf(value), value);
        }
    }
}
