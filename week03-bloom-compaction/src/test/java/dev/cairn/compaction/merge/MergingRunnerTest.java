package dev.cairn.compaction.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionPlan.Input;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.lsm.table.CountingCache;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.sim.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// In which order a merge does what it does, and what is left where it breaks off.
@Tag("3.10")
final class MergingRunnerTest {
    /// Where the value of the first entry lies, behind three lengths and a key of one byte and eight of tag.
    private static final long VALUE_AT = 12;

    private final MergePlace place = new MergePlace();

    /// Packs one table, and has no memory for another.
    private static final class OnePacker implements Compression {
        private int packers;

        @Override
        public int id() {
            return Compression.none().id();
        }

        @Override
        public String name() {
            return "one packer";
        }

        @Override
        public Packer packer() {
            if (packers++ > 0) {
                throw new OutOfMemoryError("no memory for another packer");
            }
            return Compression.none().packer();
        }

        @Override
        public byte[] unpack(byte[] packed, int bytesMax) {
            return packed;
        }
    }

    // ---- what is read

    @Test
    void all_levels_of_a_plan_are_merged_in_any_order_of_its_inputs() {
        Input bottom = place.table(2, "a@1=a", "m@2=m");
        Input second = place.table(2, "n@1=n", "z@2=z");
        Input middle = place.table(1, "b@3=b", "m@4=m");
        Input top = place.table(0, "m@6=m", "c@7=c");
        Input newest = place.table(0, "m@8=m", "o@9=o");
        CompactionPlan plan = CompactionPlan.merge(List.of(second, newest, middle, top, bottom), 2);
        assertThat(place.merge(plan, 0, 1 << 20))
                .containsExactly(List.of(
                        "a@1=a", "b@3=b", "c@7=c", "m@8=m", "m@6=m", "m@4=m", "m@2=m", "n@1=n", "o@9=o", "z@2=z"));
        assertThat(place.version()).hasToString("2: 6");
    }

    @Test
    void of_an_entry_that_two_tables_have_that_of_the_newer_table_is_taken() {
        place.table(0, "a@8=in the older table");
        place.table(0, "a@8=in the newer table");
        assertThat(place.mergeAll(1, 9)).containsExactly("a@8=in the newer table");
    }

    @Test
    void the_newer_table_of_level_0_is_the_one_with_the_larger_number_wherever_the_plan_names_it() {
        Input older = place.table(0, "a@8=in the older table");
        Input newer = place.table(0, "a@8=in the newer table");
        assertThat(place.merge(CompactionPlan.merge(List.of(older, newer), 1), 9, 1 << 20))
                .containsExactly(List.of("a@8=in the newer table"));
    }

    @Test
    void a_plan_that_takes_the_older_tables_of_level_0_leaves_the_newer_ones() {
        Input oldest = place.table(0, "a@1=a");
        Input second = place.table(0, "a@2=a", "b@3=b");
        place.table(0, "a@4=a", "c@5=c");
        place.merge(CompactionPlan.merge(List.of(second, oldest), 1), 9, 1 << 20);
        assertThat(place.version())
                .as("version after tables 1 and 2 were merged")
                .hasToString("0: 3, 1: 4");
    }

    @Test
    void the_counts_are_of_what_was_read_written_and_left_out() {
        Input below = place.table(1, "a@1=a", "b@2=b");
        Input above = place.table(0, "a@4 deleted", "c@5=c");
        place.mergeAll(1, 9);
        assertThat(place.counts().bytesRead())
                .isEqualTo(below.table().bytes() + above.table().bytes());
        assertThat(place.counts().bytesWritten())
                .isEqualTo(place.version().level(1).getFirst().bytes());
        assertThat(place.counts().entriesRead()).isEqualTo(4);
        assertThat(place.counts().entriesDropped()).isEqualTo(2);
    }

    @Test
    void what_is_hidden_and_what_is_needless_are_counted_apart() {
        place.table(0, "a@4=a", "a@3=a", "a@2=a", "b@5 deleted", "c@6=c");
        place.mergeAll(1, 9);
        assertThat(place.counts().entriesHidden())
                .as("hidden entries: a@3 and a@2")
                .isEqualTo(2);
        assertThat(place.counts().tombstonesDropped())
                .as("tombstones dropped: b@5")
                .isEqualTo(1);
    }

    @Test
    void a_step_takes_no_more_entries_than_it_may() {
        place.table(0, "a@1=a", "b@2=b", "c@3=c", "d@4=d", "e@5=e");
        CompactionRunner.Run run = begin(new MergingRunner(1 << 20, 2));
        int steps = 1;
        long before = 0;
        for (Optional<VersionEdit> edit = run.step(); edit.isEmpty(); edit = run.step()) {
            assertThat(run.counts().entriesRead() - before)
                    .as("entries of one step")
                    .isLessThanOrEqualTo(2);
            before = run.counts().entriesRead();
            steps++;
        }
        assertThat(steps).as("open, three times merge, finish, give the edit").isEqualTo(6);
    }

    @Test
    void a_step_of_entries_that_all_go_is_no_longer_than_others() {
        place.table(0, "a@9=a", "a@8=a", "a@7=a", "a@6=a", "a@5=a", "a@4=a", "a@3=a", "a@2=a", "a@1=a");
        CompactionRunner.Run run = begin(new MergingRunner(1 << 20, 2));
        run.step();
        run.step();
        run.step();
        assertThat(run.counts().entriesRead())
                .as("entries of the two steps after the first")
                .isEqualTo(4);
        run.close();
    }

    @Test
    void a_step_ends_when_it_has_written_a_megabyte() {
        String value = "v".repeat(400_000);
        String[] rows =
                "abcdefgh".chars().mapToObj(key -> (char) key + "@1=" + value).toArray(String[]::new);
        place.table(0, rows);
        CompactionRunner.Run run = begin(new MergingRunner(64 << 20));
        run.step();
        run.step();
        assertThat(run.counts().entriesRead()).as("400 kB each").isEqualTo(3);
        run.step();
        assertThat(run.counts().entriesRead()).as("after two").isEqualTo(6);
        run.close();
    }

    // ---- in which order it is made durable

    @Test
    void the_bytes_of_every_table_are_durable_before_the_next_is_begun_and_the_names_at_the_end() {
        place.table(0, "a@1=a", "b@2=b");
        CompactionRunner.Run run = begin(new MergingRunner(1));
        assertThat(place.changesDuring(() -> MergePlace.finish(run)))
                .as("what a merge does on disk")
                .containsExactly(
                        "create 000002.sst",
                        "append 000002.sst",
                        "sync 000002.sst",
                        "create 000003.sst",
                        "append 000003.sst",
                        "sync 000003.sst",
                        "syncDirectory");
    }

    @Test
    void nothing_happens_on_disk_before_the_first_step() {
        place.table(0, "a@1=a");
        int calls = place.calls();
        begin(new MergingRunner(1)).close();
        assertThat(place.calls()).as("calls of the disk").isEqualTo(calls);
    }

    @Test
    void a_run_that_gave_its_edit_deletes_nothing() {
        place.table(0, "a@1=a", "b@2=b");
        CompactionRunner.Run run = begin(new MergingRunner(1));
        MergePlace.finish(run);
        run.close();
        assertThat(place.names())
                .as("files: the input and two outputs")
                .containsExactly("000001.sst", "000002.sst", "000003.sst");
        assertThatThrownBy(run::step).hasMessage("the merge is over");
    }

    @Test
    void a_run_that_is_closed_twice_deletes_once() {
        place.table(0, "a@1=a", "b@2=b", "c@3=c");
        CompactionRunner.Run run = begin(new MergingRunner(1, 2));
        run.step();
        run.step();
        run.close();
        assertThat(place.changesDuring(run::close))
                .as("what is done on disk when it is closed once more")
                .isEmpty();
    }

    @Test
    void the_edit_names_the_pointer_of_the_plan() {
        CompactionPlan plan = CompactionPlan.merge(List.of(place.table(1, "a@1=a", "b@2=b")), 2)
                .withPointer(1, MergePlace.key("b", 2));
        place.merge(plan, 9, 1 << 20);
        assertThat(place.version().pointer(1)).contains(MergePlace.key("b", 2));
    }

    // ---- where it breaks off

    @Test
    void a_run_that_is_closed_before_its_edit_leaves_nothing() {
        place.table(0, "a@1=a", "b@2=b", "c@3=c");
        for (int steps = 0; steps < 5; steps++) {
            CompactionRunner.Run run = begin(new MergingRunner(1, 1));
            for (int step = 0; step < steps; step++) {
                run.step();
            }
            run.close();
            assertThat(place.names()).as("files after %s steps", steps).containsExactly("000001.sst");
            assertThat(place.openFiles()).as("open files, the input included").hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"IO_ERROR", "NO_SPACE", "SHORT_TRANSFER"})
    void whichever_call_the_disk_refuses_the_run_fails_and_leaves_nothing(Fault fault) {
        int calls = callsOfAMerge();
        int failures = 0;
        for (int passed = 0; passed < calls; passed++) {
            failures += failsAfter(passed, fault) ? 1 : 0;
        }
        assertThat(failures).as("calls that failed, of %s", calls).isGreaterThanOrEqualTo(3);
    }

    /// Of one that nothing disturbs, up to its last one, which makes the names durable.
    private static int callsOfAMerge() {
        MergePlace place = new MergePlace();
        place.table(0, "a@1=a", "b@2=b", "c@3=c");
        int before = place.calls();
        MergePlace.finish(place.begin(CompactionPlan.merge(place.inputsUpTo(0), 1), 9, new MergingRunner(1)));
        return place.calls() - before;
    }

    private static boolean failsAfter(int passed, Fault fault) {
        MergePlace place = new MergePlace();
        place.table(0, "a@1=a", "b@2=b", "c@3=c");
        CompactionRunner.Run run = place.begin(CompactionPlan.merge(place.inputsUpTo(0), 1), 9, new MergingRunner(1));
        place.failCallAfter(passed, fault);
        try {
            MergePlace.finish(run);
            return false;
        } catch (StoreException.Failed failure) {
            assertThat(failure).hasMessageContaining("db");
            assertThat(place.names()).as("files after %s", failure.getMessage()).containsExactly("000001.sst");
            return true;
        }
    }

    @Test
    void an_output_to_which_nobody_can_write_is_not_left_open() {
        MergePlace failing = new MergePlace(MergePlace.OPTIONS.withCompression(new OnePacker()));
        failing.table(0, "a@1=a");
        CompactionRunner.Run run =
                failing.begin(CompactionPlan.merge(failing.inputsUpTo(0), 1), 9, new MergingRunner(1));
        assertThatThrownBy(() -> MergePlace.finish(run)).hasMessage("no memory for another packer");
        assertThat(failing.names()).as("files").containsExactly("000001.sst");
        assertThat(failing.openFiles()).as("open files").containsExactly("db/000001.sst");
    }

    @Test
    void a_corrupt_block_fails_the_merge_and_says_where() {
        Input input = place.table(0, "a@1=a", "b@2=b", "c@3=c");
        place.flipBit(input.table(), 8 * 40);
        CompactionRunner.Run run = begin(new MergingRunner(1));
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .as("what a merge of a damaged table ends with")
                .isThrownBy(() -> MergePlace.finish(run))
                .satisfies(corrupt -> assertThat(corrupt.file()).endsWith("000001.sst"))
                .satisfies(corrupt -> assertThat(corrupt.offset()).isPositive());
        assertThat(place.names()).as("files").containsExactly("000001.sst");
    }

    @Test
    void damage_is_not_written_anew_even_if_checksums_are_never_looked_at() {
        MergePlace unchecked = new MergePlace(MergePlace.OPTIONS.withChecksums(ChecksumPolicy.NEVER));
        Input input = unchecked.table(0, "a@1=red", "b@2=blue");
        unchecked.flipBit(input.table(), 8 * VALUE_AT);
        assertThat(unchecked.entries(input.table())).as("what nobody checks").containsExactly("a@1=sed", "b@2=blue");
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .as("what a merge ends with")
                .isThrownBy(() -> unchecked.mergeAll(1, 9))
                .satisfies(corrupt -> assertThat(corrupt.file()).endsWith("000001.sst"));
    }

    @Test
    void keys_in_no_order_fail_the_merge_although_every_checksum_is_right() {
        place.table(0, "m@9=m");
        Input input = place.table(0, "a@1=a", "b@2=b", "z@3=z");
        place.rename(input.table(), 'x');
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> place.mergeAll(1, 9))
                .satisfies(corrupt -> assertThat(corrupt.file()).endsWith("000002.sst"))
                .withMessageContaining("expected keys that ascend, found ");
        assertThat(place.names()).as("files").containsExactly("000001.sst", "000002.sst");
    }

    @Test
    void an_older_version_before_a_newer_one_is_not_taken_for_the_newest() {
        Input input = place.table(0, "a@1=a", "b@9=b", "c@3=c");
        place.rename(input.table(), 'b');
        assertThatThrownBy(() -> place.mergeAll(1, 9))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("000001.sst");
    }

    @Test
    void tables_without_a_limit_are_one_table() {
        place.table(2, "a@1=a", "z@2=z");
        place.table(0, "b@3=b", "c@4=c", "d@5=d");
        assertThat(place.mergeAll(1, 9, Long.MAX_VALUE)).hasSize(1);
    }

    @Test
    void a_merge_reads_past_the_cache() {
        CountingCache cache = new CountingCache();
        MergePlace cached = new MergePlace(TableOptions.DEFAULT.withCache(cache));
        cached.table(0, "a@1=" + "a".repeat(1_000), "b@2=" + "b".repeat(1_000));
        CompactionRunner.Run run = cached.begin(CompactionPlan.merge(cached.inputsUpTo(0), 1), 9, new MergingRunner(1));
        MergePlace.finish(run);
        assertThat(run.counts().entriesRead()).isEqualTo(2);
        assertThat(cache.gets()).as("blocks that the cache was asked for").isZero();
    }

    // ---- plans that would let older entries hide newer ones

    @Test
    void a_plan_that_leaves_an_older_table_of_level_0_behind_is_refused() {
        place.table(0, "a@1=a", "m@2=m");
        Input newer = place.table(0, "b@3=b");
        assertThatThrownBy(() -> place.merge(CompactionPlan.merge(List.of(newer), 1), 9, 1))
                .hasMessage("table 2 of level 0 goes to level 1, and table 1, which may have older entries of its keys,"
                        + " stays above");
    }

    @Test
    void a_plan_that_leaves_a_table_behind_in_a_level_it_passes_is_refused() {
        place.table(1, "a@1=a", "m@2=m");
        Input newer = place.table(0, "b@3=b");
        assertThatThrownBy(() -> place.merge(CompactionPlan.merge(List.of(newer), 2), 9, 1))
                .hasMessageContaining("table 1");
    }

    @Test
    void a_plan_that_takes_the_newer_half_of_a_key_deeper_is_refused() {
        Input newer = place.table(1, "a@1=a", "k@9=k");
        place.table(1, "k@4=k", "m@2=m");
        assertThatThrownBy(() -> place.merge(CompactionPlan.merge(List.of(newer), 2), 9, 1))
                .hasMessageContaining("table 2");
    }

    @Test
    void a_plan_may_take_the_older_half_of_a_key_or_the_oldest_table_of_level_0() {
        place.table(1, "a@1=a", "k@9=k");
        Input older = place.table(1, "k@4=k", "m@2=m");
        assertThat(place.merge(CompactionPlan.merge(List.of(older), 2), 9, 1)).hasSize(2);
        Input oldest = place.table(0, "p@1=p");
        place.table(0, "p@2=p");
        assertThat(place.merge(CompactionPlan.merge(List.of(oldest), 1), 9, 1)).hasSize(1);
        assertThat(place.version())
                .as("what the plans did not take stays where it is")
                .hasToString("0: 6, 1: 1 7, 2: 3 4");
    }

    private CompactionRunner.Run begin(MergingRunner runner) {
        return place.begin(CompactionPlan.merge(place.inputsUpTo(0), 1), 9, runner);
    }
}
