package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Changes of several views as one.
@Tag("3.17")
final class TypedBatchTest {
    private final MemoryStore store = new MemoryStore();
    private final TypedStore<String, Long> ages = TypedStore.over(store, "ages", Codecs.string(), ValueType.int64());
    private final TypedStore<Long, String> byAge = TypedStore.over(store, "by age", Codecs.int64(), ValueType.text());

    @Test
    void changes_of_several_views_take_effect_together() {
        ages.put("ada", 35L);

        TypedBatch batch = TypedBatch.on(store)
                .put(ages, "ada", 36L)
                .put(byAge, 36L, "ada")
                .delete(ages, "bob");

        assertThat(ages.get("ada")).as("before the batch is written").contains(35L);
        batch.write();
        assertThat(ages.get("ada")).contains(36L);
        assertThat(byAge.get(36L)).contains("ada");
    }

    @Test
    void of_two_changes_of_one_row_the_later_counts() {
        TypedBatch.on(store).put(ages, "ada", 36L).delete(ages, "ada").write();

        assertThat(ages.contains("ada")).isFalse();
    }

    @Test
    void a_view_of_another_store_is_refused() {
        TypedStore<String, Long> elsewhere =
                TypedStore.over(new MemoryStore(), "ages", Codecs.string(), ValueType.int64());

        assertThatThrownBy(() -> TypedBatch.on(store).put(elsewhere, "ada", 36L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the view belongs to another store");
    }

    @Test
    void what_is_over_its_limit_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> TypedBatch.on(store).put(ages, "k".repeat(WriteBatch.KEY_BYTES_MAX), 1L))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("is over the limit");
    }
}
