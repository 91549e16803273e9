package dev.cairn.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who stays in a shard, who goes, and how much it ever holds.
@Tag("3.13")
final class CacheShardTest {
    private final ShardPlace place = new ShardPlace(20);

    // ---- room

    @Test
    void as_many_blocks_are_kept_as_there_is_room_for() {
        place.keepAll(0, 20);
        assertThat(place.kept()).as("kept of 20, with room for 20").hasSize(20);
        place.keep(20);
        assertThat(place.kept()).as("kept of 21, with room for 20").hasSize(20).contains(20);
        assertThat(place.evictions()).as("evictions").isEqualTo(1);
    }

    @Test
    void room_is_counted_in_bytes_and_not_in_blocks() {
        place.keepAll(0, 20);
        CachedBlock large = new CachedBlock(place.table, 99, TestBlocks.ofBytes(9 * ShardPlace.KEPT_BYTES));
        place.shard.keep(large);
        assertThat(place.kept())
                .as("a block as large as nine, and what it costs to keep it, takes the place of ten")
                .hasSize(11)
                .contains(99);
    }

    @Test
    void what_it_costs_to_keep_a_block_is_counted() {
        place.keepAll(0, 3);
        assertThat(place.shard.figures().bytes())
                .as("bytes of three blocks")
                .isEqualTo(3L * (ShardPlace.BLOCK_BYTES + CachedBlock.OVERHEAD_BYTES));
    }

    @Test
    void a_block_for_which_there_can_be_no_room_pushes_nothing_out() {
        place.keepAll(0, 20);
        place.shard.keep(new CachedBlock(place.table, 99, TestBlocks.ofBytes(20 * ShardPlace.KEPT_BYTES)));
        assertThat(place.kept()).as("kept").hasSize(20).doesNotContain(99);
        assertThat(place.evictions()).as("evictions").isZero();
    }

    @Test
    void a_block_that_fills_the_shard_is_kept() {
        place.keepAll(0, 20);
        int bytes = 20 * ShardPlace.KEPT_BYTES - CachedBlock.OVERHEAD_BYTES;
        place.shard.keep(new CachedBlock(place.table, 99, TestBlocks.ofBytes(bytes)));
        assertThat(place.kept()).as("kept").containsExactly(99);
    }

    // ---- who goes

    @Test
    void of_blocks_that_nobody_finds_the_oldest_goes_first() {
        place.keepAll(0, 23);
        assertThat(place.kept())
                .as("kept")
                .containsExactlyElementsOf(IntStream.range(3, 23).boxed().toList());
    }

    @Test
    void a_pass_over_a_large_table_does_not_push_out_what_is_wanted() {
        IntStream.range(0, 10).forEach(each -> place.hit(each, 2));
        place.keepAll(100, 400);
        assertThat(place.kept())
                .as("kept, of ten that were found twice and 300 that were not")
                .contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void a_block_that_was_found_once_does_not_outlive_a_pass() {
        place.hit(1, 1);
        place.hit(2, 2);
        place.keepAll(100, 125);
        assertThat(place.keeps(1)).as("found once, and kept").isFalse();
        assertThat(place.keeps(2)).as("found twice, and kept").isTrue();
    }

    @Test
    void small_has_a_tenth_before_main_gives_way() {
        IntStream.range(0, 18).forEach(each -> place.hit(each, 2));
        place.keepAll(100, 140);
        assertThat(place.kept())
                .as("18 in main, and the last two of those that passed")
                .contains(0, 17, 138, 139);
        IntStream.range(200, 203).forEach(each -> place.hit(each, 2));
        place.keepAll(300, 303);
        assertThat(place.kept())
                .as("three more came into main, the oldest three went")
                .doesNotContain(0, 1, 2)
                .contains(3, 200, 201, 202);
    }

    @Test
    void a_hit_in_main_is_worth_a_round_and_is_used_up_by_it() {
        IntStream.range(0, 18).forEach(each -> place.hit(each, 2));
        place.keepAll(100, 140);
        place.hit(0, 1);
        IntStream.range(200, 218).forEach(each -> place.hit(each, 2));
        place.keepAll(300, 303);
        assertThat(place.keeps(0))
                .as("found once in main: kept while 18 others went")
                .isTrue();
        IntStream.range(400, 420).forEach(each -> place.hit(each, 2));
        place.keepAll(500, 503);
        assertThat(place.keeps(0)).as("not found since: kept once more").isFalse();
    }

    @Test
    void hits_that_brought_a_block_into_main_are_used_up() {
        place.hit(0, 3);
        IntStream.range(1, 18).forEach(each -> place.hit(each, 2));
        place.keepAll(100, 140);
        IntStream.range(200, 203).forEach(each -> place.hit(each, 2));
        place.keepAll(300, 303);
        assertThat(place.keeps(0))
                .as("found three times in small and never in main, the oldest there: kept when three more came")
                .isFalse();
    }

    @Test
    void a_block_that_comes_back_soon_goes_where_it_stays() {
        place.keepAll(0, 24);
        assertThat(place.keeps(3)).as("pushed out by a pass").isFalse();
        place.keep(3);
        place.keepAll(100, 140);
        assertThat(place.kept())
                .as("those that came back after they had been pushed out")
                .contains(3);
    }

    @Test
    void a_block_that_comes_back_late_is_new() {
        place.keepAll(0, 24);
        place.keepAll(1000, 1200);
        place.keep(3);
        place.keepAll(2000, 2040);
        assertThat(place.keeps(3)).as("came back after 200 others").isFalse();
    }

    // ---- tables that are closed

    @Test
    void a_block_that_is_removed_takes_nothing_any_more() {
        List<CachedBlock> kept = IntStream.range(0, 5).mapToObj(place::keep).toList();
        kept.forEach(place.shard::remove);
        kept.forEach(place.shard::remove);
        assertThat(place.shard.figures())
                .as("after all were removed, twice")
                .isEqualTo(new CacheShard.Figures(0, 0, 0));
        assertThat(place.kept()).isEmpty();
    }

    @Test
    void a_block_of_a_table_that_is_dropped_meanwhile_does_not_stay() {
        place.table.drop();
        place.keep(1);
        assertThat(place.kept()).as("kept of a dropped table").isEmpty();
        assertThat(place.shard.figures().bytes()).as("bytes of it").isZero();
    }
}
