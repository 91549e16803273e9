package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.codec.Value;
import dev.cairn.sim.MemoryStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rows of five types under one name: a pair of calls for each.
@Tag("3.17")
final class ValueStoreTest {
    private final MemoryStore store = new MemoryStore();
    private final ValueStore<String> values = ValueStore.over(store, "v", Codecs.string());

    @Test
    void integers_are_put_and_read() {
        values.putInt64("k", Long.MIN_VALUE);

        assertThat(values.getInt64("k")).contains(Long.MIN_VALUE);
        assertThat(values.getInt64("absent")).isEmpty();
    }

    @Test
    void floating_point_numbers_are_put_and_read() {
        values.putFloat64("k", -0.0);

        assertThat(values.getFloat64("k")).contains(-0.0);
        assertThat(values.getFloat64("absent")).isEmpty();
    }

    @Test
    void truth_values_are_put_and_read() {
        values.putBool("k", false);

        assertThat(values.getBool("k")).contains(false);
        assertThat(values.getBool("absent")).isEmpty();
    }

    @Test
    void texts_are_put_and_read() {
        values.putText("k", "");

        assertThat(values.getText("k")).contains("");
        assertThat(values.getText("absent")).isEmpty();
    }

    @Test
    void byte_strings_are_put_and_read_and_nobody_can_change_them_through_the_answer() {
        values.putBytes("k", Bytes.hex("00ff"));

        values.getBytes("k").orElseThrow().toArray()[0] = 7;

        assertThat(values.getBytes("k")).contains(Bytes.hex("00ff"));
        assertThat(values.getBytes("absent")).isEmpty();
    }

    @Test
    void each_row_is_told_apart_from_one_of_any_other_type() {
        values.putInt64("k", 1);

        assertThatThrownBy(() -> values.getFloat64("k"))
                .isInstanceOf(RowTypeException.class)
                .hasMessageContaining("key \"k\": expected a row of type float64, found one of type int64");
        assertThatThrownBy(() -> values.getBool("k")).hasMessageContaining("expected a row of type bool");
        assertThatThrownBy(() -> values.getText("k")).hasMessageContaining("expected a row of type text");
        assertThatThrownBy(() -> values.getBytes("k")).hasMessageContaining("expected a row of type blob");
    }

    @Test
    void a_row_may_change_its_type_and_go() {
        values.putInt64("k", 1);
        values.putText("k", "one");

        assertThat(values.values().get("k")).contains(Value.of("one"));

        values.delete("k");

        assertThat(values.values().contains("k")).isFalse();
    }

    @Test
    void rows_of_one_type_are_those_of_a_typed_view_of_the_same_name() {
        values.putInt64("k", 1);

        Counters.over(store, "v", Codecs.string()).increment("k");

        assertThat(values.getInt64("k")).contains(2L);
    }
}
