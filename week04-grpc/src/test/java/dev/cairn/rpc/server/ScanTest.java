package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.sim.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A scan in chunks, example by example; `ScanProperties` has the rest.
@Tag("4.11")
class ScanTest {
    private final MemoryStore store = new MemoryStore();
    private int ends;
    private int moves;
    private int values;
    private int closes;
    private Optional<Throwable> bug = Optional.empty();

    @Test
    void the_row_that_does_not_fit_is_the_first_of_the_next_chunk() {
        put("a", "b", "c", "d", "e");
        assertThat(shown(chunks(forwards(0), 4))).containsExactly("a b", "c d", "e last");
    }

    @Test
    void a_row_that_is_larger_than_a_chunk_is_one_of_its_own() {
        put("a", "large", "z");
        assertThat(shown(chunks(forwards(0), 3))).containsExactly("a", "large", "z last");
    }

    @Test
    void where_a_limit_ends_the_first_row_that_is_left_is_next() {
        put("a", "b", "c", "d");
        assertThat(shown(chunks(forwards(3), 4))).containsExactly("a b", "c last, next d");
        assertThat(shown(chunks(forwards(4), 100))).containsExactly("a b c d last");
    }

    @Test
    void in_reverse_the_last_row_that_was_shown_is_next_since_the_end_of_a_range_is_excluded() {
        put("a", "b", "c", "d");
        assertThat(shown(chunks(reverse(3), 4))).containsExactly("d c", "b last, next b");
        assertThat(shown(chunks(reverse(4), 100))).containsExactly("d c b a last");
    }

    @Test
    void an_empty_scan_has_one_chunk_without_rows() {
        assertThat(shown(chunks(forwards(2), 4))).containsExactly(" last");
        assertThat(shown(chunks(reverse(0), 4))).containsExactly(" last");
    }

    @Test
    void reserved_rows_are_jumped_over_in_a_few_moves_both_ways() {
        store.write(WriteBatch.builder()
                .put(Bytes.EMPTY, utf8("e"))
                .put(utf8("z"), utf8("z"))
                .build());
        for (int i = 0; i < 200; i++) {
            Bytes key = ReservedKeys.PREFIX.concat(Bytes.copyOf((byte) i));
            store.write(WriteBatch.builder()
                    .addInternal(new Mutation.Put(key, Bytes.EMPTY))
                    .build());
        }
        assertThat(shown(chunks(forwards(0), 100))).containsExactly(" z last");
        assertThat(shown(chunks(reverse(0), 100))).containsExactly("z  last");
        assertThat(moves).as("moves of both cursors over 200 reserved rows").isLessThan(12);
    }

    @Test
    void a_scan_of_keys_only_reads_no_value() {
        put("a", "b");
        ScanQuestion question = new ScanQuestion(KeyRange.all(), 0, false, true, OptionalLong.empty());
        List<RowChunk> chunks = chunks(question, 100);
        assertThat(chunks.getFirst().rows()).extracting(row -> row.value()).containsOnly(Bytes.EMPTY);
        assertThat(values).as("values that were read").isZero();
    }

    @Test
    void a_scan_that_fails_gives_all_back_once_and_is_over() {
        Scan scan = scan(forwards(0), 4);
        store.close();
        assertThatThrownBy(scan::next).isInstanceOf(StoreException.Closed.class).hasMessageContaining("memory store");
        assertThat(ends).as("times that the room was given back").isEqualTo(1);
        assertThatThrownBy(scan::next).isInstanceOf(StoreException.Closed.class).hasMessageContaining("the scan");
    }

    @Test
    void a_bug_or_an_error_gives_all_back_too() {
        for (Throwable each : List.of(new ArithmeticException("what a bug"), new StackOverflowError("what a bug"))) {
            ends = 0;
            closes = 0;
            bug = Optional.of(each);
            Scan scan = scan(forwards(0), 4);
            assertThatThrownBy(scan::next).isSameAs(each);
            assertThat(List.of(ends, closes))
                    .as("times that the room was given back, and the cursor closed, after %s", each)
                    .containsExactly(1, 1);
            scan.close();
            assertThat(List.of(ends, closes)).as("the same, after the end").containsExactly(1, 1);
        }
    }

    @Test
    void a_scan_is_over_when_its_last_chunk_was_taken() {
        Scan scan = scan(forwards(0), 4);
        assertThat(scan.next().isLast()).isTrue();
        assertThat(ends).as("times that the room was given back").isEqualTo(1);
        assertThatThrownBy(scan::next).isInstanceOf(StoreException.Closed.class);
    }

    private void put(String... keys) {
        Stream.of(keys).forEach(key -> store.put(utf8(key), utf8(key.substring(0, 1))));
    }

    private List<RowChunk> chunks(ScanQuestion question, int chunkBytes) {
        List<RowChunk> chunks = new ArrayList<>();
        try (Scan scan = scan(question, chunkBytes)) {
            do {
                chunks.add(scan.next());
                assertThat(chunks).as("chunks of a few rows").hasSizeLessThan(20);
            } while (!chunks.getLast().isLast());
        }
        return chunks;
    }

    private Scan scan(ScanQuestion question, int chunkBytes) {
        return new Scan(new Watched(store.scan(question.range())), question, chunkBytes, () -> ends++);
    }

    /// The keys of each chunk, and how it ends.
    private static List<String> shown(List<RowChunk> chunks) {
        return chunks.stream()
                .map(chunk -> String.join(
                                " ",
                                chunk.rows().stream()
                                        .map(row -> row.key().toUtf8())
                                        .toList())
                        + (chunk.isLast() ? " last" : "")
                        + chunk.next().map(next -> ", next " + next.toUtf8()).orElse(""))
                .toList();
    }

    private static ScanQuestion forwards(long limit) {
        return new ScanQuestion(KeyRange.all(), limit, false, false, OptionalLong.empty());
    }

    private static ScanQuestion reverse(long limit) {
        return new ScanQuestion(KeyRange.all(), limit, true, false, OptionalLong.empty());
    }

    /// A cursor that counts its moves and the values that are read, and begins nothing over a closed store.
    /// Confined to one thread.
    private final class Watched implements Cursor {
        private final Cursor cursor;

        Watched(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean first() {
            moves++;
            switch (bug.orElse(null)) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> store.get(Bytes.EMPTY);
            }
            return cursor.first();
        }

        @Override
        public boolean last() {
            moves++;
            return cursor.last();
        }

        @Override
        public boolean seek(Bytes key) {
            moves++;
            return cursor.seek(key);
        }

        @Override
        public boolean next() {
            moves++;
            return cursor.next();
        }

        @Override
        public boolean previous() {
            moves++;
            return cursor.previous();
        }

        @Override
        public boolean isOnRow() {
            return cursor.isOnRow();
        }

        @Override
        public Bytes key() {
            return cursor.key();
        }

        @Override
        public Bytes value() {
            values++;
            return cursor.value();
        }

        @Override
        public void close() {
            closes++;
            cursor.close();
        }
    }
}
