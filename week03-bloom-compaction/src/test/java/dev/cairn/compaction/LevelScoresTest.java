package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How full levels are, and which is merged first.
@Tag("3.5")
final class LevelScoresTest {
    private static final String THREE = "0: 3[a..b] 2[a..b] 1[a..b]";
    private static final String FOUR = "0: 4[a..b] 3[a..b] 2[a..b] 1[a..b]";

    // ---- level 0

    @Test
    void level_0_is_due_from_four_tables_on_however_small_they_are() {
        assertNoneDue(THREE);
        assertDue(0, FOUR);
        assertThat(score(FOUR + " 5[a..b] 6[a..b]", 0))
                .as("score of six tables")
                .isEqualTo(1.5);
    }

    @Test
    void few_tables_are_too_many_if_they_have_as_many_bytes_as_level_1_may_have() {
        assertNoneDue("0: 2[a..b]*32 1[a..b]*31");
        assertDue(0, "0: 2[a..b]*32 1[a..b]*32");
        assertThat(score(FOUR + " 5[a..b]*124", 0)).as("128 MiB in five tables").isEqualTo(2.0);
    }

    // ---- the levels below

    @Test
    void level_1_is_due_from_64_mebibytes_on_however_many_tables_they_are() {
        assertNoneDue("1: 1[a..b]*32 2[c..d]*31");
        assertDue(1, "1: 1[a..b]*32 2[c..d]*32");
        assertNoneDue("1: 1[a..b] 2[c..d] 3[e..f] 4[g..h] 5[i..j]");
    }

    @Test
    void each_level_may_have_ten_times_as_much_as_the_one_above_it() {
        assertThat(IntStream.range(1, 6)
                        .mapToObj(level -> LeveledOptions.DEFAULT.bytesMax(level) >> 20)
                        .toList())
                .as("limits of the levels 1 to 5 in MiB")
                .isEqualTo(List.of(64L, 640L, 6_400L, 64_000L, 640_000L));
        assertNoneDue("3: 1[a..b]*6399");
        assertDue(3, "3: 1[a..b]*6400");
    }

    @Test
    void the_last_level_has_no_limit() {
        assertThat(LeveledOptions.DEFAULT.bytesMax(6)).as("limit of level 6").isEqualTo(Long.MAX_VALUE);
        assertThat(score("6: 1[a..b]*9000000000", 6)).as("score of level 6").isZero();
        assertNoneDue("6: 1[a..b]*9000000000");
    }

    @Test
    void a_limit_that_no_number_can_hold_is_the_largest_number() {
        LeveledOptions wide = LeveledOptions.DEFAULT.withSizes(1L << 30, 1_000, 1 << 20);
        assertThat(wide.bytesMax(4)).as("limit of level 4").isEqualTo((1L << 30) * 1_000_000_000L);
        assertThat(wide.bytesMax(5)).as("limit of level 5").isEqualTo(Long.MAX_VALUE);
        assertThat(LeveledOptions.DEFAULT.withSizes(Long.MAX_VALUE, 2, 1).bytesMax(3))
                .as("limit of level 3")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_limit_that_a_number_can_just_hold_is_that_number() {
        assertThat(LeveledOptions.DEFAULT.withSizes(Long.MAX_VALUE / 10, 10, 1).bytesMax(2))
                .as("limit of level 2: ten times %s", Long.MAX_VALUE / 10)
                .isEqualTo(9_223_372_036_854_775_800L);
    }

    // ---- which goes first

    @Test
    void the_fullest_level_goes_first() {
        assertDue(2, FOUR + " | 1: 11[a..b]*70 | 2: 12[a..b]*1280");
        assertDue(1, FOUR + " | 1: 11[a..b]*200 | 2: 12[a..b]*1280");
        assertDue(0, FOUR + " 5[a..b] 6[a..b] 7[a..b] 8[a..b] 9[a..b] | 1: 11[a..b]*100");
    }

    @Test
    void of_equally_full_levels_the_one_nearest_to_level_0_goes_first() {
        assertDue(0, FOUR + " | 1: 11[a..b]*64 | 2: 12[a..b]*640");
        assertDue(1, THREE + " | 1: 11[a..b]*64 | 2: 12[a..b]*640");
    }

    private static double score(String drawn, int level) {
        return LevelScores.score(Drawn.version(drawn), level, LeveledOptions.DEFAULT);
    }

    private static void assertDue(int level, String drawn) {
        assertThat(LevelScores.due(Drawn.version(drawn), LeveledOptions.DEFAULT))
                .as("the level of %s that is due", drawn)
                .hasValue(level);
    }

    private static void assertNoneDue(String drawn) {
        assertThat(LevelScores.due(Drawn.version(drawn), LeveledOptions.DEFAULT))
                .as("the level of %s that is due", drawn)
                .isEmpty();
    }
}
