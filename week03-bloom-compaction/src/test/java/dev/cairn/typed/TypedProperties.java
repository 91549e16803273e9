package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.sim.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/// Views of any name, with rows of any content.
@Tag("3.17")
final class TypedProperties {
    @Property(tries = 500)
    void no_prefix_of_a_view_is_the_prefix_of_another(
            @ForAll @StringLength(min = 1, max = 40) String one,
            @ForAll @StringLength(min = 1, max = 40) String other) {
        Assume.that(!one.equals(other) && isText(one) && isText(other));
        Bytes prefix = Namespace.of(one).key(Bytes.EMPTY);

        assertThat(Namespace.of(other).key(Bytes.EMPTY).startsWith(prefix)).isFalse();
        assertThat(ReservedKeys.contain(prefix)).isFalse();
    }

    @Property(tries = 200)
    void a_scan_through_a_key_has_what_a_sorted_map_has(
            @ForAll Set<Long> keys, @ForAll long from, @ForAll @Size(max = 5) List<Long> lasts) {
        TypedStore<Long, Long> rows = TypedStore.over(new MemoryStore(), "rows", Codecs.int64(), ValueType.int64());
        TreeMap<Long, Long> model = new TreeMap<>();
        keys.forEach(key -> model.put(key, -key));
        model.forEach(rows::put);

        for (long last : Stream.concat(lasts.stream(), keys.stream().limit(5)).toList()) {
            if (from <= last) {
                assertThat(countThrough(rows, from, last))
                        .isEqualTo(model.subMap(from, true, last, true).size());
            }
        }
    }

    private static long countThrough(TypedStore<Long, Long> rows, long from, long last) {
        try (Stream<Row<Long, Long>> stream = rows.rows().scanThrough(from, last).stream()) {
            return stream.filter(row -> row.value() == -row.key()).count();
        }
    }

    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && Bytes.utf8(text).length() <= Namespace.NAME_BYTES_MAX;
    }
}
