package dev.cairn.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.sim.MemoryStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Scans of every kind, compared with a sorted map.
@Tag("4.11")
class ScanProperties {
    /// Keys around the reserved range, and in it.
    private static final List<Bytes> KEYS = List.of(
            Bytes.EMPTY,
            Bytes.hex("00"),
            Bytes.hex("00636169726d"),
            Bytes.hex("00636169726e"),
            ReservedKeys.PREFIX,
            ReservedKeys.PREFIX.concat(Bytes.hex("00")),
            ReservedKeys.PREFIX.concat(Bytes.hex("72aa")),
            ReservedKeys.PREFIX.concat(Bytes.hex("ffff")),
            Bytes.hex("00636169726e01"),
            Bytes.hex("01"),
            Bytes.utf8("a"),
            Bytes.utf8("b"),
            Bytes.hex("ff"));

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    void a_scan_shows_what_a_sorted_map_has(
            @ForAll("maps") Map<Bytes, Bytes> rows,
            @ForAll("questions") ScanQuestion question,
            @ForAll @IntRange(min = 1, max = 20) int chunkBytes) {
        List<Row> expected = expected(rows, question);
        List<RowChunk> chunks = chunks(rows, question, chunkBytes);
        assertThat(chunks.stream().flatMap(chunk -> chunk.rows().stream()))
                .as("rows of all chunks")
                .isEqualTo(limited(expected, question));
        assertThat(chunks.getLast().next()).as("where to go on").isEqualTo(next(expected, question));
        requireChunks(chunks, chunkBytes);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void scans_that_go_on_where_the_last_one_ended_show_each_row_once(
            @ForAll("maps") Map<Bytes, Bytes> rows, @ForAll("questions") ScanQuestion question) {
        List<Row> all = expected(rows, question);
        List<Row> shown = new ArrayList<>();
        Optional<KeyRange> range = Optional.of(question.range());
        while (range.isPresent()) {
            ScanQuestion page =
                    new ScanQuestion(range.get(), 2, question.isReverse(), question.isKeysOnly(), OptionalLong.empty());
            List<RowChunk> chunks = chunks(rows, page, 5);
            chunks.forEach(chunk -> shown.addAll(chunk.rows()));
            range = chunks.getLast().next().map(next -> rest(page, next));
        }
        assertThat(shown).isEqualTo(all);
    }

    private static KeyRange rest(ScanQuestion page, Bytes next) {
        return page.isReverse()
                ? new KeyRange(page.range().from(), Optional.of(next))
                : new KeyRange(Optional.of(next), page.range().to());
    }

    private static List<Row> expected(Map<Bytes, Bytes> rows, ScanQuestion question) {
        NavigableMap<Bytes, Bytes> sorted = new TreeMap<>(rows);
        List<Row> expected = new ArrayList<>();
        sorted.forEach((key, value) -> {
            if (question.range().contains(key) && !ReservedKeys.contain(key)) {
                expected.add(new Row(key, question.isKeysOnly() ? Bytes.EMPTY : value));
            }
        });
        if (question.isReverse()) {
            Collections.reverse(expected);
        }
        return expected;
    }

    private static List<Row> limited(List<Row> expected, ScanQuestion question) {
        return isCut(expected, question) ? expected.subList(0, (int) question.limit()) : expected;
    }

    private static Optional<Bytes> next(List<Row> expected, ScanQuestion question) {
        if (!isCut(expected, question)) {
            return Optional.empty();
        }
        int at = (int) question.limit();
        return Optional.of(expected.get(question.isReverse() ? at - 1 : at).key());
    }

    private static boolean isCut(List<Row> expected, ScanQuestion question) {
        return question.limit() > 0 && expected.size() > question.limit();
    }

    /// Each chunk is as full as it may be, and none but the last is empty or without a follower.
    private static void requireChunks(List<RowChunk> chunks, int chunkBytes) {
        for (int i = 0; i < chunks.size(); i++) {
            RowChunk chunk = chunks.get(i);
            boolean isLast = i == chunks.size() - 1;
            assertThat(chunk.isLast()).isEqualTo(isLast);
            assertThat(chunk.rows().size() == 1 || bytes(chunk) <= chunkBytes).isTrue();
            if (!isLast) {
                assertThat(chunk.rows()).isNotEmpty();
                assertThat(chunk.next()).isEmpty();
                assertThat(bytes(chunk) + bytes(chunks.get(i + 1).rows().getFirst()))
                        .isGreaterThan(chunkBytes);
            }
        }
    }

    private static List<RowChunk> chunks(Map<Bytes, Bytes> rows, ScanQuestion question, int chunkBytes) {
        try (MemoryStore store = new MemoryStore()) {
            WriteBatch.Builder batch = WriteBatch.builder();
            rows.forEach((key, value) -> batch.addInternal(new Mutation.Put(key, value)));
            store.write(batch.build());
            int[] ends = {0};
            List<RowChunk> chunks = new ArrayList<>();
            try (Scan scan = new Scan(store.scan(question.range()), question, chunkBytes, () -> ends[0]++)) {
                do {
                    chunks.add(scan.next());
                } while (!chunks.getLast().isLast());
            }
            assertThat(ends[0]).as("times that the room was given back").isEqualTo(1);
            return chunks;
        }
    }

    private static int bytes(RowChunk chunk) {
        return chunk.rows().stream().mapToInt(ScanProperties::bytes).sum();
    }

    private static int bytes(Row row) {
        return row.key().length() + row.value().length();
    }

    @Provide
    Arbitrary<Map<Bytes, Bytes>> maps() {
        Arbitrary<Bytes> values = Arbitraries.integers().between(0, 12).map(length -> Bytes.copyOf(new byte[length]));
        return Arbitraries.maps(Arbitraries.of(KEYS), values);
    }

    @Provide
    Arbitrary<ScanQuestion> questions() {
        Arbitrary<Optional<Bytes>> bounds = Arbitraries.of(KEYS).optional(0.7);
        return Combinators.combine(
                        bounds,
                        bounds,
                        Arbitraries.longs().between(0, 6),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((from, to, limit, isReverse, isKeysOnly) ->
                        new ScanQuestion(new KeyRange(from, to), limit, isReverse, isKeysOnly, OptionalLong.empty()));
    }
}
