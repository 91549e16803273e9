package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.compaction.WriteBrake;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Each setting of compaction changes something that can be seen.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SettingsOfMergingTest {
    private static final int ROWS = 500;

    @TempDir
    private Path top;

    @Test
    void compaction_decides_where_tables_go() {
        try (SettingsPlace none =
                        place(with -> with.compaction(Compacting.NONE)).flushes(6, ROWS);
                SettingsPlace leveled =
                        place(with -> with.compaction(Compacting.LEVELED)).flushes(6, ROWS);
                SettingsPlace full =
                        place(with -> with.compaction(Compacting.FULL)).flushes(6, ROWS)) {
            assertThat(none.tables(0)).as("none").isEqualTo(6);
            assertThat(leveled.tables(0)).as("leveled, level 0").isLessThan(4);
            assertThat(leveled.tables(1) + leveled.tables(2))
                    .as("leveled, below")
                    .isPositive();
            assertThat(full.tables(6)).as("full, level 6").isPositive();
        }
    }

    @Test
    void tiered_leaves_a_long_run_alone_that_full_writes_again() {
        assertThat(bytesWrittenBesideALongRun(Compacting.TIERED))
                .isLessThan(bytesWrittenBesideALongRun(Compacting.FULL));
    }

    @Test
    void level0_trigger_is_how_many_tables_are_merged() {
        assertThat(mergesAfterThreeFlushes(4)).isZero();
        assertThat(mergesAfterThreeFlushes(2)).isPositive();
    }

    @Test
    void level0_slow_is_from_when_on_writers_are_slowed() {
        assertThat(bytesPerPause(6, with -> with.level0Trigger(4).level0Slow(8)))
                .isEqualTo(WriteBrake.FREE);
        assertThat(bytesPerPause(6, with -> with.level0Trigger(4).level0Slow(5)))
                .isBetween(1L, WriteBrake.FREE - 1);
    }

    @Test
    void level0_stop_is_from_when_on_writers_wait() {
        assertThat(bytesPerPause(9, with -> with.level0Slow(8).level0Stop(12))).isPositive();
        assertThat(bytesPerPause(9, with -> with.level0Slow(8).level0Stop(9))).isEqualTo(WriteBrake.STOPPED);
    }

    @Test
    void level1_bytes_decide_how_much_stays_in_level_1() {
        assertThat(bytesOfLevel1(1 << 30)).isGreaterThan(100_000);
        assertThat(bytesOfLevel1(20 << 10)).isLessThan(20 << 10);
    }

    @Test
    void the_level_ratio_decides_how_deep_tables_go() {
        assertThat(deepest(2)).isGreaterThan(deepest(100));
    }

    @Test
    void table_bytes_decide_how_many_tables_a_merge_makes() {
        assertThat(tablesOfAMerge(16 << 10)).isGreaterThan(3);
        assertThat(tablesOfAMerge(8 << 20)).isOne();
    }

    @Test
    void tiered_runs_are_how_many_may_stay() {
        for (Compacting compacting : new Compacting[] {Compacting.TIERED, Compacting.FULL}) {
            assertThat(runs(compacting, 2)).as("%s, 2", compacting).isLessThanOrEqualTo(2);
            assertThat(runs(compacting, 8)).as("%s, 8", compacting).isEqualTo(5);
        }
    }

    private long bytesWrittenBesideALongRun(Compacting compacting) {
        try (SettingsPlace place = place(with -> with.compaction(compacting))) {
            long before = place.flushes(5, 2_000).stats().compactions().counts().bytesWritten();
            return place.flushes(6, 100).stats().compactions().counts().bytesWritten() - before;
        }
    }

    private long mergesAfterThreeFlushes(int trigger) {
        try (SettingsPlace place = place(with ->
                with.compaction(Compacting.LEVELED).level0Trigger(trigger).level1Bytes(1 << 20))) {
            return place.flushes(3, ROWS).stats().compactions().merges();
        }
    }

    private static long bytesPerPause(int tables, UnaryOperator<SettingsBuilder> change) {
        SettingsBuilder builder = change.apply(EngineSettings.balanced().with());
        VersionEdit.Builder edit = VersionEdit.builder();
        for (int number = 1; number <= tables; number++) {
            InternalKey key = InternalKey.of(Bytes.utf8("k"), EntryTag.ofPut(number));
            edit.add(0, new TableFile(number, 100, key, key));
        }
        return builder.build().toOptions().compaction().brake().bytesPerPause(Version.EMPTY.withEdit(edit.build()));
    }

    private long bytesOfLevel1(int level1Bytes) {
        try (SettingsPlace place = place(with -> with.compaction(Compacting.LEVELED)
                .level0Trigger(4)
                .level1Bytes(level1Bytes)
                .compression(Compressing.NONE))) {
            for (int time = 0; time < 4; time++) {
                place.put(time * 1_000, (time + 1) * 1_000, 0).store().lsm().flush();
                place.put(0, 10, time).store().lsm().flush();
                place.settle();
            }
            return place.stats().levels().get(1).bytes();
        }
    }

    private int deepest(int ratio) {
        try (SettingsPlace place = place(with -> with.compaction(Compacting.LEVELED)
                .levelRatio(ratio)
                .tableBytes(4 << 10)
                .level1Bytes(8 << 10))) {
            place.flushes(8, 2_000);
            int deepest = 0;
            for (int level = 0; level < Version.LEVELS; level++) {
                deepest = place.tables(level) > 0 ? level : deepest;
            }
            return deepest;
        }
    }

    private int tablesOfAMerge(int tableBytes) {
        try (SettingsPlace place = place(with -> with.tableBytes(tableBytes))) {
            place.flushes(2, 2_000).store().compact(KeyRange.all());
            return place.tables();
        }
    }

    private int runs(Compacting compacting, int tieredRuns) {
        try (SettingsPlace place = place(with -> with.compaction(compacting).tieredRuns(tieredRuns))) {
            return place.flushes(5, ROWS).store().stats().readAmplification();
        }
    }

    private SettingsPlace place(UnaryOperator<SettingsBuilder> change) {
        return SettingsPlace.in(top, change);
    }
}
