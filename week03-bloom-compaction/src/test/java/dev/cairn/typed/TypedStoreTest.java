package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.codec.Pair;
import dev.cairn.common.codec.WrongTypeException;
import dev.cairn.common.store.Snapshot;
import dev.cairn.sim.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A view of types of one's own, over a store in memory.
@Tag("3.17")
final class TypedStoreTest {
    private final MemoryStore store = new MemoryStore();
    private final TypedStore<String, Long> ages = TypedStore.over(store, "a", Codecs.string(), ValueType.int64());
    private final TypedStore<String, String> names = TypedStore.over(store, "ab", Codecs.string(), ValueType.text());

    @Test
    void what_is_put_is_read_and_what_is_deleted_is_absent() {
        ages.put("ada", 36L);

        assertThat(ages.get("ada")).contains(36L);
        assertThat(ages.contains("ada")).isTrue();

        ages.delete("ada");

        assertThat(ages.get("ada")).isEmpty();
        assertThat(ages.contains("ada")).isFalse();
        assertThat(ages.getOrDefault("ada", 7L)).isEqualTo(7L);
    }

    @Test
    void two_views_of_one_store_do_not_see_each_other() {
        ages.put("bc", 1L);
        names.put("c", "three");

        assertThat(keysOf(ages.rows().scan())).containsExactly("bc");
        assertThat(keysOf(names.rows().scan())).containsExactly("c");
        assertThat(ages.rows().count()).isEqualTo(1);
    }

    @Test
    void only_the_first_put_if_absent_takes_effect() {
        assertThat(ages.putIfAbsent("ada", 36L)).isTrue();
        assertThat(ages.putIfAbsent("ada", 37L)).isFalse();
        assertThat(ages.get("ada")).contains(36L);
    }

    @Test
    void what_is_absent_is_not_replaced() {
        assertThat(ages.replace("ada", 36L)).isEqualTo(new Update.Done<>(Optional.empty(), 1));
        assertThat(ages.contains("ada")).isFalse();

        ages.put("ada", 35L);

        assertThat(ages.replace("ada", 36L)).isEqualTo(new Update.Done<>(Optional.of(36L), 1));
        assertThat(ages.get("ada")).contains(36L);
    }

    @Test
    void values_are_compared_and_set() {
        ages.put("ada", 36L);

        assertThat(ages.compareAndSet("ada", Optional.of(35L), Optional.of(1L))).isFalse();
        assertThat(ages.compareAndSet("ada", Optional.of(36L), Optional.of(37L)))
                .isTrue();
        assertThat(ages.compareAndSet("ada", Optional.of(37L), Optional.empty()))
                .isTrue();
        assertThat(ages.contains("ada")).isFalse();
    }

    @Test
    void ranges_are_of_keys_of_the_view_and_in_their_order() {
        TypedStore<Long, String> days = TypedStore.over(store, "days", Codecs.int64(), ValueType.text());
        for (long day : new long[] {7, -3, 0, 12}) {
            days.put(day, "day " + day);
        }

        assertThat(keysOf(days.rows().scan())).containsExactly(-3L, 0L, 7L, 12L);
        assertThat(keysOf(days.rows().scanBetween(-3L, 7L))).containsExactly(-3L, 0L);
        assertThat(keysOf(days.rows().scanThrough(-3L, 7L))).containsExactly(-3L, 0L, 7L);
        assertThat(keysOf(days.rows().scanFrom(1L))).containsExactly(7L, 12L);
        assertThat(days.rows().countBetween(-3L, 12L)).isEqualTo(3);
    }

    @Test
    void keys_that_begin_alike_are_a_prefix() {
        TypedStore<Pair<String, String>, Long> visits =
                TypedStore.over(store, "visits", Codecs.pair(Codecs.string(), Codecs.string()), ValueType.int64());
        visits.put(new Pair<>("0301", "/"), 5L);
        visits.put(new Pair<>("0301", "/tea"), 2L);
        visits.put(new Pair<>("03011", "/"), 1L);

        assertThat(keysOf(visits.rows().scanPrefix(new Pair<>("0301", ""))))
                .containsExactly(new Pair<>("0301", "/"), new Pair<>("0301", "/tea"));
    }

    @Test
    void a_cursor_moves_both_ways_and_seeks() {
        List.of("a", "c", "e").forEach(key -> ages.put(key, 1L));
        try (TypedCursor<String, Long> rows = ages.rows().scan()) {
            assertThat(rows.seek("b")).isTrue();
            assertThat(rows.row()).isEqualTo(new Row<>("c", 1L));
            assertThat(rows.previous()).isTrue();
            assertThat(rows.key()).isEqualTo("a");
            assertThat(rows.last()).isTrue();
            assertThat(rows.next()).isFalse();
            assertThat(rows.isOnRow()).isFalse();
            assertThat(rows.first()).isTrue();
        }
    }

    @Test
    void a_stream_has_the_rows_in_order() {
        ages.put("c", 3L);
        ages.put("a", 1L);

        try (Stream<Row<String, Long>> rows = ages.stream()) {
            assertThat(rows).containsExactly(new Row<>("a", 1L), new Row<>("c", 3L));
        }
    }

    @Test
    void a_snapshot_is_read_as_it_was() {
        ages.put("ada", 36L);
        try (Snapshot before = store.snapshot()) {
            ages.put("ada", 37L);

            assertThat(ages.rowsAt(before).get("ada")).contains(36L);
        }
    }

    @Test
    void a_row_of_another_type_is_told_with_view_key_and_both_types() {
        TypedStore<String, String> asText = TypedStore.over(store, "a", Codecs.string(), ValueType.text());
        ages.put("ada", 36L);

        assertThatThrownBy(() -> asText.get("ada"))
                .isInstanceOf(RowTypeException.class)
                .hasMessage("view \"a\", key \"ada\": expected a row of type text, found one of type int64;"
                        + " read it as what it is, or give the view another name")
                .hasCauseInstanceOf(WrongTypeException.class);
    }

    @Test
    void bytes_that_stand_for_no_value_are_told_with_view_and_key() {
        store.put(Bytes.hex("0161").concat(Bytes.utf8("ada")), Bytes.hex("0102"));

        assertThatThrownBy(() -> ages.get("ada"))
                .isInstanceOf(RowTypeException.class)
                .hasMessageStartingWith(
                        "view \"a\", key \"ada\": expected a row of type int64, found bytes that are none")
                .hasMessageContaining("at byte");
    }

    @Test
    void a_key_of_another_type_is_told_by_the_scan_that_meets_it() {
        TypedStore<Long, Long> byNumber = TypedStore.over(store, "a", Codecs.int64(), ValueType.int64());
        ages.put("ada", 36L);

        try (TypedCursor<Long, Long> rows = byNumber.rows().scan()) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(rows::key).isInstanceOf(RowTypeException.class).hasMessageContaining("another key");
        }
    }

    private static <K> List<K> keysOf(TypedCursor<K, ?> opened) {
        try (opened) {
            return opened.stream().<K>map(Row::key).toList();
        }
    }
}
