package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.WriteBrake;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// From when on, and how far, writers are held back.
@Tag("3.8")
final class BrakeTest {
    private static final long KIB = 1024;

    @Test
    void writers_are_free_then_slower_with_each_table_and_then_stopped() {
        Slope slope = new Slope(8, 12);
        assertThat(IntStream.rangeClosed(7, 13).mapToObj(slope::bytesPerPause).toList())
                .as("bytes until a pause with 7 to 13 tables, slow from 8 and stopped from 12 on")
                .isEqualTo(List.of(WriteBrake.FREE, 1024 * KIB, 512 * KIB, 128 * KIB, 32 * KIB, 0L, 0L));
    }

    @Test
    void a_slope_of_one_step_has_its_beginning_and_one_of_none_stops() {
        assertThat(new Slope(8, 9).bytesPerPause(8))
                .as("with 8, slow from 8, stopped from 9 on")
                .isEqualTo(1024 * KIB);
        assertThat(new Slope(8, 8).bytesPerPause(7))
                .as("with 7, stopped from 8 on")
                .isEqualTo(WriteBrake.FREE);
        assertThat(new Slope(8, 8).bytesPerPause(8))
                .as("with 8, stopped from 8 on")
                .isEqualTo(WriteBrake.STOPPED);
    }

    @Test
    void a_long_slope_ends_at_32_kibibytes_too() {
        Slope slope = new Slope(1, Integer.MAX_VALUE);
        assertThat(slope.bytesPerPause(1)).isEqualTo(1024 * KIB);
        assertThat(slope.bytesPerPause(1 << 30)).as("half way").isEqualTo(256 * KIB);
        assertThat(slope.bytesPerPause(Integer.MAX_VALUE - 1)).as("at its end").isEqualTo(32 * KIB);
        assertThat(slope.bytesPerPause(Integer.MAX_VALUE)).isEqualTo(WriteBrake.STOPPED);
    }

    @Test
    void leveled_stores_hold_writers_back_by_the_tables_of_level_0_alone() {
        WriteBrake brake = new LeveledBrake(LeveledOptions.DEFAULT.withLevel0(1, 2, 4));
        String below = " | 1: 21[a..b] 22[c..d] 23[e..f] 24[g..h]*9999 | 3: 31[a..b]";
        assertThat(brake.bytesPerPause(Drawn.version("0: 1[a..b]" + below)))
                .as("bytes until a pause with 1 table in level 0")
                .isEqualTo(WriteBrake.FREE);
        assertThat(brake.bytesPerPause(Drawn.version("0: 2[a..b] 1[a..b]" + below)))
                .as("bytes until a pause with 2 tables in level 0")
                .isEqualTo(1024 * KIB);
        assertThat(brake.bytesPerPause(Drawn.version("0: 3[a..b] 2[a..b] 1[a..b]" + below)))
                .as("bytes until a pause with 3 tables in level 0")
                .isEqualTo(32 * KIB);
        assertThat(brake.bytesPerPause(Drawn.version("0: 4[a..b] 3[a..b] 2[a..b] 1[a..b]" + below)))
                .as("bytes until a pause with 4 tables in level 0")
                .isEqualTo(WriteBrake.STOPPED);
    }

    @Test
    void where_whole_runs_are_merged_the_levels_count_as_well() {
        WriteBrake brake = new RunBrake(3, 5);
        String below = " | 1: 21[a..b] 22[c..d] 23[e..f] | 6: 31[a..b]";
        assertThat(brake.bytesPerPause(Drawn.version("1: 21[a..b] 22[c..d]")))
                .as("bytes until a pause with 1 runs")
                .isEqualTo(WriteBrake.FREE);
        assertThat(brake.bytesPerPause(Drawn.version("0: 1[a..b]" + below)))
                .as("bytes until a pause with 3 runs")
                .isEqualTo(1024 * KIB);
        assertThat(brake.bytesPerPause(Drawn.version("0: 2[a..b] 1[a..b]" + below)))
                .as("bytes until a pause with 4 runs")
                .isEqualTo(32 * KIB);
        assertThat(brake.bytesPerPause(Drawn.version("0: 3[a..b] 2[a..b] 1[a..b]" + below)))
                .as("bytes until a pause with 5 runs")
                .isEqualTo(WriteBrake.STOPPED);
        assertThat(RunBrake.of(4)).isEqualTo(new RunBrake(20, 36));
    }
}
