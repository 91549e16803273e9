package dev.cairn.lsm.repair;

import static dev.cairn.lsm.repair.HandMadeTable.block;
import static dev.cairn.lsm.repair.HandMadeTable.put;
import static dev.cairn.lsm.repair.HandMadeTable.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.table.BlockHandle;
import dev.cairn.lsm.table.StoredBlocks;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.block.BlockBuilder;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Where [BlockSearch] finds blocks, and where it does not.
@Tag("2.19")
final class BlocksWithoutIndexTest {
    private static final Bytes A = block(put("a", 1), put("b", 2), put("c", 3));
    private static final Bytes B = block(put("d", 4));
    private static final Bytes C = block(put("e", 5), put("f", 6));
    private final List<BlockHandle> handed = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    @Test
    void each_block_of_a_table_is_found_and_the_index_ends_the_search() {
        HandMadeTable table = HandMadeTable.of(A, B, C);
        long end = search(table.bytes(), _ -> true);
        assertThat(handed)
                .as("blocks that the taker was asked about: data, then the metaindex")
                .containsExactly(
                        table.data().get(0), table.data().get(1), table.data().get(2), table.metaindex());
        assertThat(end).as("where the search has ended").isEqualTo(table.index().end());
        assertThat(gaps).isEmpty();
    }

    @Test
    void a_block_of_which_a_byte_is_damaged_is_a_gap() {
        HandMadeTable table = HandMadeTable.of(A, B, C);
        BlockHandle damaged = table.data().get(1);
        long end = search(table.damagedAt(damaged.offset() + 7), _ -> true);
        assertThat(handed).containsExactly(table.data().get(0), table.data().get(2), table.metaindex());
        assertThat(gaps).containsExactly(damaged.offset() + " to " + damaged.end());
        assertThat(end).isEqualTo(table.index().end());
    }

    @Test
    void bytes_before_the_first_block_are_a_gap_and_those_behind_the_last_are_not() {
        Bytes junk = Bytes.utf8("something else");
        long end = search(junk.concat(stored(A, 0)).concat(junk), _ -> true);
        assertThat(handed).containsExactly(new BlockHandle(junk.length(), A.length()));
        assertThat(gaps).containsExactly("0 to 14");
        assertThat(end).isEqualTo(junk.length() + A.length() + 5);
    }

    @Test
    void where_no_block_is_nothing_is_found() {
        assertThat(search(Bytes.utf8("no table at all"), _ -> true)).isZero();
        assertThat(search(Bytes.utf8(""), _ -> true)).isZero();
        assertThat(handed).isEmpty();
        assertThat(gaps).isEmpty();
    }

    @Test
    void a_file_that_is_cut_ends_with_its_last_whole_block() {
        Bytes whole = stored(A, 0).concat(stored(B, 0));
        long end = search(whole.slice(0, whole.length() - 1), _ -> true);
        assertThat(handed).containsExactly(new BlockHandle(0, A.length()));
        assertThat(end).isEqualTo(A.length() + 5);
    }

    @Test
    void a_block_that_is_no_data_is_passed_over_if_it_lies_directly_behind_another() {
        Bytes bytes = stored(A, 0).concat(stored(B, 0)).concat(stored(C, 0));
        BlockHandle noData = new BlockHandle(A.length() + 5, B.length());
        long end = search(bytes, handle -> !handle.equals(noData));
        assertThat(handed)
                .containsExactly(new BlockHandle(0, A.length()), noData, new BlockHandle(noData.end(), C.length()));
        assertThat(gaps).isEmpty();
        assertThat(end).isEqualTo(bytes.length());
    }

    /// Behind damage a checksum is right by chance, over bytes that reach into the block behind them.
    @Test
    void a_checksum_by_chance_hides_no_block() {
        Bytes chance = Bytes.utf8("???").concat(Bytes.utf8("begins here"));
        Bytes hidden = stored(chance, 0).slice(3, chance.length() + 5).concat(Bytes.utf8(" and goes on"));
        Bytes before = stored(A, 0).concat(Bytes.utf8("!"));
        Bytes bytes = before.concat(Bytes.utf8("???")).concat(stored(hidden, 0));
        BlockHandle wanted = new BlockHandle(before.length() + 3, hidden.length());
        long end = search(bytes, handle -> handle.bytes() != chance.length());
        assertThat(handed)
                .as("block 0, what the taker does not take, and the block in which that ends")
                .containsExactly(
                        new BlockHandle(0, A.length()), new BlockHandle(before.length(), chance.length()), wanted);
        assertThat(gaps).containsExactly((before.length() - 1) + " to " + wanted.offset());
        assertThat(end).isEqualTo(bytes.length());
    }

    @Test
    void the_first_length_whose_checksum_is_right_is_that_of_the_block() {
        Bytes inner = stored(B, 0);
        Bytes outer = stored(inner, 0);
        search(outer, _ -> true);
        assertThat(handed).first().isEqualTo(new BlockHandle(0, B.length()));
    }

    @Test
    void blocks_of_types_that_no_leveldb_writes_are_none() {
        for (int type = 0; type <= 3; type++) {
            handed.clear();
            search(stored(B, type), _ -> true);
            assertThat(handed).as("found of type " + type).hasSize(type <= 2 ? 1 : 0);
        }
        search(stored(B, 0x80), _ -> true);
        assertThat(handed).as("found of type 128").isEmpty();
    }

    @Test
    void a_block_has_four_bytes_at_least() {
        search(stored(Bytes.utf8("123"), 0), _ -> true);
        assertThat(handed).isEmpty();
        search(stored(Bytes.utf8("1234"), 0), _ -> true);
        assertThat(handed).containsExactly(new BlockHandle(0, 4));
    }

    @Test
    void directly_behind_another_a_block_of_any_length_is_found() {
        Bytes large = Bytes.wrap(new byte[100_000]);
        search(stored(large, 0).concat(stored(large, 0)), _ -> true);
        assertThat(handed).containsExactly(new BlockHandle(0, 100_000), new BlockHandle(100_005, 100_000));
    }

    @Test
    void rows_that_look_like_handles_are_no_index_unless_they_begin_at_byte_0_and_lie_side_by_side() {
        Bytes second = handles(new BlockHandle(3, 4));
        Bytes apart = handles(new BlockHandle(0, 4), new BlockHandle(10, 4));
        Bytes tooFar = handles(new BlockHandle(0, A.length() + 2));
        Bytes index = handles(new BlockHandle(0, 4), new BlockHandle(9, 4));
        for (Bytes each : List.of(second, apart, tooFar)) {
            handed.clear();
            search(stored(A, 0).concat(stored(each, 0)), _ -> true);
            assertThat(handed).as("blocks handed out").hasSize(2);
        }
        handed.clear();
        search(stored(A, 0).concat(stored(index, 0)), _ -> true);
        assertThat(handed).as("blocks handed out before an index").hasSize(1);
    }

    private static Bytes handles(BlockHandle... handles) {
        BlockBuilder builder = new BlockBuilder(1);
        for (BlockHandle handle : handles) {
            Bytes key = put("k" + handle.offset(), 1).key().encoded();
            builder.add(key, Bytes.wrap(new byte[] {(byte) handle.offset(), (byte) handle.bytes()}));
        }
        return builder.finish();
    }

    @Test
    void behind_damage_a_block_of_more_than_64_kib_is_not_looked_for() {
        Bytes junk = Bytes.utf8("!");
        search(junk.concat(stored(Bytes.wrap(new byte[65_536]), 0)), _ -> true, 140_000);
        assertThat(handed).containsExactly(new BlockHandle(1, 65_536));
        handed.clear();
        search(junk.concat(stored(Bytes.wrap(new byte[65_537]), 0)), _ -> true, 140_000);
        assertThat(handed).isEmpty();
    }

    @Test
    void when_no_steps_are_left_nothing_is_found_any_more() {
        Bytes bytes = stored(A, 0).concat(stored(B, 0));
        long end = search(bytes, _ -> true, A.length() + 1 + B.length());
        assertThat(handed)
                .as("blocks found with one step too few for both")
                .containsExactly(new BlockHandle(0, A.length()));
        assertThat(end).isEqualTo(A.length() + 5);
        handed.clear();
        search(bytes, _ -> true, A.length() + 1 + B.length() + 1);
        assertThat(handed).as("blocks found with just enough steps").hasSize(2);
    }

    private long search(Bytes bytes, Predicate<BlockHandle> taker) {
        return search(bytes, taker, Long.MAX_VALUE);
    }

    private long search(Bytes bytes, Predicate<BlockHandle> taker, long steps) {
        MemorySegment memory = MemorySegment.ofArray(bytes.toArray());
        StoredBlocks blocks = new StoredBlocks("000005.sst", memory, TableOptions.DEFAULT);
        return new BlockSearch(memory, blocks, steps)
                .run(
                        handle -> {
                            handed.add(handle);
                            return taker.test(handle);
                        },
                        (from, to) -> gaps.add(from + " to " + to));
    }
}
