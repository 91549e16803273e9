package dev.cairn.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which blocks are remembered after they went, and for how long.
@Tag("3.13")
final class GhostsTest {
    private final Ghosts ghosts = new Ghosts(64);

    @Test
    void who_went_out_is_recalled_once() {
        ghosts.remember(hash(1));
        assertThat(ghosts.recall(hash(1))).as("recalled").isTrue();
        assertThat(ghosts.recall(hash(1))).as("recalled again").isFalse();
    }

    @Test
    void nobody_is_recalled_who_never_went_out() {
        assertThat(LongStream.range(0, 1000).filter(each -> ghosts.recall(hash(each))))
                .as("recalled by ghosts that know nobody")
                .isEmpty();
        LongStream.range(0, 64).forEach(each -> ghosts.remember(hash(each)));
        assertThat(LongStream.range(1000, 3000).filter(each -> ghosts.recall(hash(each))))
                .as("recalled, and never remembered")
                .isEmpty();
    }

    @Test
    void two_blocks_of_one_slot_are_told_apart() {
        ghosts.remember(0x1111_0001_0000_0005L);
        assertThat(ghosts.recall(0x2222_0001_0000_0005L))
                .as("another one of that slot")
                .isFalse();
        assertThat(ghosts.recall(0x1111_0001_0000_0005L)).as("the one").isTrue();
    }

    @Test
    void a_block_that_nobody_has_remembered_is_not_what_an_empty_slot_holds() {
        assertThat(ghosts.recall(0)).as("a hash of zeros").isFalse();
    }

    @Test
    void most_of_the_last_ones_are_known_and_older_ones_are_not() {
        LongStream.range(0, 1000).forEach(each -> ghosts.remember(hash(each)));
        assertThat(LongStream.range(936, 1000).filter(each -> ghosts.recall(hash(each))))
                .as("known of the last 64")
                .hasSizeGreaterThan(40);
        assertThat(LongStream.range(0, 936).filter(each -> ghosts.recall(hash(each))))
                .as("known of those before")
                .isEmpty();
    }

    @Test
    void an_age_is_a_number_of_blocks() {
        ghosts.remember(5);
        LongStream.range(0, 63).forEach(each -> ghosts.remember(0x0101_0000_0000_0006L));
        assertThat(ghosts.recall(5)).as("known after 63 others").isTrue();
        ghosts.remember(5);
        LongStream.range(0, 64).forEach(each -> ghosts.remember(0x0101_0000_0000_0006L));
        assertThat(ghosts.recall(5)).as("known after 64 others").isFalse();
    }

    @Test
    void who_comes_after_the_first_two_billion_is_recalled_too() {
        for (int remembered : new int[] {Integer.MAX_VALUE - 3, -4}) {
            Ghosts old = new Ghosts(64, remembered);
            LongStream.range(0, 8).forEach(each -> old.remember(each << 40 | each));
            assertThat(LongStream.range(0, 8).filter(each -> old.recall(each << 40 | each)))
                    .as("recalled of eight, when %s were remembered before them", Integer.toUnsignedString(remembered))
                    .hasSize(8);
        }
    }

    private static long hash(long number) {
        return BlockId.hash(1, number);
    }
}
