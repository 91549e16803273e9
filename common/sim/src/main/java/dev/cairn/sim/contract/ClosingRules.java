package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Closing: final, repeatable, and harmless to what was acknowledged.
public interface ClosingRules extends StoreUnderTest {
    @Test
    default void a_store_may_be_closed_twice() {
        store().put(utf8("a"), utf8("1"));
        store().close();
        store().close();
    }

    @Test
    default void a_closed_store_says_so_to_every_call() {
        KeyValueStore closed = store();
        closed.close();
        assertThatThrownBy(() -> closed.get(utf8("a"))).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> closed.put(utf8("a"), utf8("1"))).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> closed.delete(utf8("a"))).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> closed.write(WriteBatch.builder().build())).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(() -> closed.scan(KeyRange.all())).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    default void a_closed_store_takes_no_snapshot() {
        assumeSnapshots();
        store().close();
        assertThatThrownBy(() -> store().snapshot()).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    default void a_closed_store_compares_nothing() {
        assumeComparesAndSets();
        store().close();
        assertThatThrownBy(() -> store().compareAndSet(utf8("a"), Optional.empty(), Optional.empty()))
                .isInstanceOf(StoreException.Closed.class);
    }

    @Test
    default void a_cursor_that_outlives_its_store_goes_on_or_says_closed() {
        store().put(utf8("a"), utf8("1"));
        assertHolds(utf8("a"), utf8("1"));
        try (Cursor cursor = store().scan(KeyRange.all())) {
            store().close();
            assertThat(cursor.next() ? cursor.value() : Bytes.EMPTY).isEqualTo(utf8("1"));
        } catch (StoreException.Closed saidSo) {
            assertThat(saidSo).hasMessageContaining("closed");
        }
    }

    @Test
    default void a_snapshot_that_outlives_its_store_goes_on_or_says_closed() {
        assumeSnapshots();
        store().put(utf8("a"), utf8("1"));
        try (Snapshot snapshot = store().snapshot()) {
            store().close();
            assertThat(snapshot.get(utf8("a"))).contains(utf8("1"));
        } catch (StoreException.Closed saidSo) {
            assertThat(saidSo).hasMessageContaining("closed");
        }
    }

    @Test
    default void a_reopened_store_holds_what_was_put() {
        assumeDurable();
        store().put(utf8("a"), utf8("1"));
        store().put(Bytes.EMPTY, utf8("2"));
        store().put(utf8("c"), Bytes.EMPTY);
        reopen();
        assertRows(KeyRange.all(), "=2", "a=1", "c=");
    }

    @Test
    default void a_reopened_store_has_not_what_was_deleted() {
        assumeDurable();
        store().put(utf8("a"), utf8("1"));
        store().put(utf8("b"), utf8("2"));
        store().delete(utf8("a"));
        reopen();
        assertRows(KeyRange.all(), "b=2");
    }

    @Test
    default void a_delete_after_a_reopening_outlives_the_next_one() {
        assumeDurable();
        store().put(utf8("a"), utf8("1"));
        reopen();
        store().delete(utf8("a"));
        reopen();
        assertAbsent(utf8("a"));
    }

    @Test
    default void the_newest_of_many_values_outlives_many_reopenings() {
        assumeDurable();
        for (int each = 1; each <= 12; each++) {
            store().put(utf8("a"), utf8("v" + each));
            store().put(utf8("k" + each), utf8("."));
            reopen();
            assertHolds(utf8("a"), utf8("v" + each));
        }
        assertHolds(utf8("k1"), utf8("."));
    }

    @Test
    default void a_reopened_store_holds_batches_whole_and_in_order() {
        assumeDurable();
        store().write(WriteBatch.builder()
                .put(utf8("a"), utf8("1"))
                .put(utf8("b"), utf8("1"))
                .delete(utf8("a"))
                .put(utf8("b"), utf8("2"))
                .build());
        store().write(WriteBatch.builder().build());
        reopen();
        assertRows(KeyRange.all(), "b=2");
    }

    @Test
    default void a_reopened_store_holds_what_compare_and_set_did() {
        assumeDurable();
        assumeComparesAndSets();
        store().compareAndSet(utf8("a"), Optional.empty(), Optional.of(utf8("1")));
        store().compareAndSet(utf8("a"), Optional.of(utf8("wrong")), Optional.of(utf8("2")));
        store().put(utf8("b"), utf8("1"));
        store().compareAndSet(utf8("b"), Optional.of(utf8("1")), Optional.empty());
        reopen();
        assertRows(KeyRange.all(), "a=1");
    }

    @Test
    default void values_of_every_length_around_a_block_outlive_a_reopening() {
        assumeDurable();
        for (Bytes value : PointRules.valuesAroundBlockSizes()) {
            store().put(PointRules.keyOf(value), value);
        }
        reopen();
        for (Bytes value : PointRules.valuesAroundBlockSizes()) {
            assertHolds(PointRules.keyOf(value), value);
        }
    }

    @Test
    default void an_empty_store_is_empty_when_reopened() {
        reopen();
        assertRows(KeyRange.all());
    }
}
