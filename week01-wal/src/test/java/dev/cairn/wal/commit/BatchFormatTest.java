package dev.cairn.wal.commit;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.Mutation.Delete;
import dev.cairn.common.store.Mutation.Put;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.commit.BatchFormat.Batch;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The payload of a record against LevelDB's layout of a write batch, byte for byte, and against arbitrary bytes.
@Tag("1.1")
@net.jqwik.api.Tag("1.1")
final class BatchFormatTest {
    /// From LevelDB's `db/write_batch.cc`: sequence fixed64, count fixed32, then kind, varint lengths and data.
    private static final String GOLDEN = "0807060504030201" + "03000000" + "01" + "01" + "61" + "02" + "7631" + "00"
            + "02" + "6262" + "01" + "00" + "00";

    private static final Batch BATCH = new Batch(
            0x0102030405060708L,
            List.of(new Put(utf8("a"), utf8("v1")), new Delete(utf8("bb")), new Put(Bytes.EMPTY, Bytes.EMPTY)));

    // ---- the layout

    @Test
    void a_batch_is_laid_out_as_leveldb_does_it() {
        assertThat(BatchFormat.encode(BATCH).toHex()).isEqualTo(GOLDEN);
        assertThat(BatchFormat.decode(Bytes.hex(GOLDEN))).isEqualTo(BATCH);
    }

    @Test
    void a_length_of_128_takes_two_bytes() {
        Batch batch = new Batch(1, List.of(new Delete(LogFile.payload(128, 1))));
        assertThat(BatchFormat.encode(batch).slice(12, 15).toHex()).isEqualTo("008001");
    }

    @Test
    void a_batch_without_mutations_is_twelve_bytes() {
        Bytes empty = BatchFormat.encode(new Batch(5, List.of()));
        assertThat(empty.toHex()).isEqualTo("050000000000000000000000");
        assertThat(BatchFormat.decode(empty).lastSequence()).isEqualTo(4);
    }

    @Test
    void each_mutation_takes_one_sequence_number() {
        assertThat(new Batch(7, BATCH.mutations()).lastSequence()).isEqualTo(9);
    }

    @Property
    void every_batch_comes_back(@ForAll("batches") Batch batch) {
        assertThat(BatchFormat.decode(BatchFormat.encode(batch))).isEqualTo(batch);
    }

    // ---- other bytes

    @Test
    void every_cut_is_noticed() {
        Bytes whole = Bytes.hex(GOLDEN);
        for (int cut = 0; cut < whole.length(); cut++) {
            Bytes part = whole.slice(0, cut);
            assertThatThrownBy(() -> BatchFormat.decode(part)).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void bytes_behind_the_last_mutation_are_noticed() {
        assertThatThrownBy(() -> BatchFormat.decode(Bytes.hex(GOLDEN + "00")))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("at byte 25: expected the end");
    }

    @Test
    void an_unknown_kind_says_where_it_stands_and_what_was_expected() {
        Bytes unknown = Bytes.hex("0100000000000000" + "01000000" + "02" + "00");
        assertThatThrownBy(() -> BatchFormat.decode(unknown))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("at byte 12: expected kind 0 (delete) or 1 (put), found 2");
    }

    @Test
    void a_count_that_cannot_be_is_noticed_before_anything_is_allocated() {
        for (String count : List.of("02000000", "ffffff7f", "ffffffff", "00000080")) {
            Bytes batch = Bytes.hex("0100000000000000" + count + "0000");
            assertThatThrownBy(() -> BatchFormat.decode(batch))
                    .isInstanceOf(CorruptBytesException.class)
                    .hasMessageContaining("at byte 8: expected a count that 2 bytes can hold");
        }
    }

    @Property(tries = 2_000)
    void arbitrary_bytes_give_a_batch_or_the_one_exception(@ForAll byte[] bytes) {
        assertIsBatchOrCorrupt(Bytes.wrap(bytes));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_changed_batch_gives_a_batch_or_the_one_exception(
            @ForAll("batches") Batch batch, @ForAll int where, @ForAll byte change) {
        byte[] bytes = BatchFormat.encode(batch).toArray();
        bytes[Math.floorMod(where, bytes.length)] ^= change;
        assertIsBatchOrCorrupt(Bytes.wrap(bytes));
    }

    /// What decodes at all is written back as the same bytes: there is one encoding of each batch.
    private static void assertIsBatchOrCorrupt(Bytes bytes) {
        try {
            assertThat(BatchFormat.encode(BatchFormat.decode(bytes))).isEqualTo(bytes);
        } catch (CorruptBytesException corrupt) {
            assertThat(corrupt.offset()).isBetween(0, bytes.length());
        }
    }

    @Provide
    Arbitrary<Batch> batches() {
        Arbitrary<Bytes> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Bytes::copyOf);
        Arbitrary<Mutation> puts = Combinators.combine(bytes, bytes).as(Put::new);
        Arbitrary<Mutation> deletes = bytes.map(Delete::new);
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.oneOf(puts, deletes).list().ofMaxSize(10))
                .as(Batch::new);
    }
}
