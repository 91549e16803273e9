package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading a log after a start: what comes back, what is reported, and what is refused.
final class RecoveryTest {
    private static final TailPolicy ALWAYS = TailPolicy.ONE_RECORD_PER_SYNC;
    private static final TailPolicy EVERY = TailPolicy.FIRST_DAMAGE_ENDS;

    private final LogPlace place = LogPlace.empty();

    // ---- what comes back

    @Test
    @Tag("1.5")
    void an_empty_directory_holds_no_log() {
        assertThat(place.recover(_ -> {}).segments()).isEmpty();
        assertThat(place.records()).isEmpty();
    }

    @Test
    @Tag("1.5")
    void all_records_of_all_segments_come_back_in_order() {
        place.put("000001.log", LogFile.of("one", "two").bytes());
        place.put("000002.log", LogFile.of().bytes());
        place.put("000004.log", LogFile.of("three").bytes());
        assertThat(place.records()).containsExactly("one", "two", "three");
    }

    @Test
    @Tag("1.5")
    void a_recovery_counts_what_it_read() {
        place.put("000001.log", LogFile.of("one", "two").bytes());
        place.put("000002.log", LogFile.of("three").then(LogFile.zeros(100)).bytes());
        Recovery recovery = place.recover(_ -> {});
        assertThat(recovery.segments()).containsExactly(new Segment(1, 20), new Segment(2, 12));
        assertThat(recovery.records()).isEqualTo(3);
        assertThat(recovery.payloadBytes()).isEqualTo(11);
        assertThat(recovery.storedBytes()).isEqualTo(32);
    }

    @Test
    @Tag("1.5")
    void more_than_ten_segments_come_back_in_the_order_of_their_numbers() {
        for (int number : new int[] {9, 10, 11, 99, 100, 2, 999_999, 1_000_000, 1_000_001, 8, 7, 3}) {
            place.put(SegmentNames.LOG.nameOf(number), LogFile.of("" + number).bytes());
        }
        assertThat(place.records())
                .containsExactly("2", "3", "7", "8", "9", "10", "11", "99", "100", "999999", "1000000", "1000001");
    }

    @Test
    @Tag("1.5")
    void files_of_other_names_are_no_segments() {
        for (String name : List.of("000001.log.tmp", "log", "1.log", "00001x.log", "000000.log", "CAIRN", "LOCK")) {
            place.put(name, utf8("no log"));
        }
        assertThat(place.recover(_ -> {}).segments()).isEmpty();
    }

    @Test
    @Tag("1.5")
    void segments_below_the_first_needed_are_not_read() {
        place.put("000001.log", utf8("no log at all"));
        place.put("000002.log", LogFile.of("two").bytes());
        List<LogPosition> positions = new ArrayList<>();
        Recovery.replay(place.disk(), SegmentNames.LOG, 2, _ -> ALWAYS, (position, _) -> positions.add(position));
        assertThat(positions).containsExactly(new LogPosition(2, 0));
    }

    @Test
    @Tag("1.5")
    void reading_twice_gives_the_same_and_changes_nothing_on_disk() {
        place.put("000001.log", LogFile.of("one").bytes());
        place.put("000002.log", LogFile.of("two", "three").cutTo(15).bytes());
        List<Recovery> twice = new ArrayList<>();
        List<String> calls = place.callsDuring(() -> {
            twice.add(place.recover(_ -> {}));
            twice.add(place.recover(_ -> {}));
        });
        assertThat(twice.getFirst()).isEqualTo(twice.getLast());
        assertThat(calls).allMatch(call -> call.matches("list|(open|size|read|close) 00000[12].log"));
    }

    @Test
    @Tag("1.5")
    void every_file_is_closed_whatever_is_found() {
        place.put("000001.log", LogFile.of("one", "two").flipped(0).bytes());
        List<String> calls = place.callsDuring(() ->
                assertThatThrownBy(() -> place.recover(ALWAYS, _ -> {})).isInstanceOf(StoreException.Corrupt.class));
        assertThat(calls).startsWith("list", "open 000001.log").endsWith("close 000001.log");
    }

    // ---- a torn tail

    @ParameterizedTest
    @EnumSource
    @Tag("1.5")
    void a_torn_tail_of_the_newest_segment_is_dropped_and_reported(TailPolicy policy) {
        place.put("000001.log", LogFile.of("one").bytes());
        place.put("000002.log", LogFile.of("two", "three").cutTo(20).bytes());
        Recovery recovery = place.recover(policy, _ -> {});
        assertThat(recovery.records()).isEqualTo(2);
        assertThat(recovery.segments()).contains(new Segment(2, 10));
        assertThat(recovery.dropped()).contains(new Recovery.Dropped("db/000002.log", 10, 10, Damage.DATA_CUT));
    }

    @Test
    @Tag("1.5")
    void a_report_of_a_torn_tail_is_one_clear_line() {
        place.put("000001.log", LogFile.of("one", "two").cutTo(13).bytes());
        assertThat(place.recover(_ -> {}).dropped())
                .hasToString("Optional[dropped the torn tail of db/000001.log:"
                        + " 3 bytes from byte 10 on (expected a header of 7 bytes, found the end of the file)]");
    }

    @Test
    @Tag("1.5")
    void zeros_ahead_count_to_the_torn_tail() {
        place.put(
                "000001.log",
                LogFile.of("one", "two").cutTo(19).then(LogFile.zeros(100)).bytes());
        assertThat(place.recover(ALWAYS, _ -> {}).dropped())
                .contains(new Recovery.Dropped("db/000001.log", 10, 109, Damage.CHECKSUM));
    }

    @Test
    @Tag("1.5")
    void a_torn_tail_begins_with_the_record_that_is_not_whole() {
        LogFile torn =
                LogFile.of(List.of(utf8("one"), LogFile.payload(40_000, 1))).cutTo(33_000);
        place.put("000001.log", torn.bytes());
        assertThat(place.recover(ALWAYS, _ -> {}).dropped())
                .contains(new Recovery.Dropped("db/000001.log", 10, 32_990, Damage.DATA_CUT));
    }

    @Test
    @Tag("1.5")
    void every_cut_of_the_newest_segment_leaves_a_prefix() {
        LogFile log = LogFile.of("one", "two", "three", "four");
        List<Integer> ends = List.of(10, 20, 32, 43);
        for (int cut = 0; cut <= log.size(); cut++) {
            int longest = cut;
            place.put("000001.log", log.cutTo(cut).bytes());
            long whole = ends.stream().filter(end -> end <= longest).count();
            assertThat(place.records())
                    .isEqualTo(List.of("one", "two", "three", "four").subList(0, (int) whole));
        }
    }

    @Test
    @Tag("1.5")
    void each_segment_is_judged_by_the_policy_that_wrote_it() {
        place.put("000007.log", LogFile.of("one", "two", "three").flipped(80).bytes());
        List<Long> asked = new ArrayList<>();
        Recovery recovery = Recovery.replay(
                place.disk(),
                SegmentNames.LOG,
                1,
                number -> {
                    asked.add(number);
                    return EVERY;
                },
                (_, _) -> {});
        assertThat(asked).containsExactly(7L);
        assertThat(recovery.dropped()).isPresent();
    }

    // ---- corruption

    @Test
    @Tag("1.5")
    void damage_with_a_record_behind_it_is_corruption_if_each_record_was_synced() {
        place.put("000001.log", LogFile.of("one", "two", "three").flipped(80).bytes());
        assertThatThrownBy(() -> place.recover(ALWAYS, _ -> {}), "recovery of a log whose second record is damaged")
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("db/000001.log is corrupt at byte 10: expected the checksum that the header holds, found"
                        + " another one");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("1.5")
    void damage_in_an_older_segment_is_corruption_in_every_policy(TailPolicy policy) {
        place.put("000001.log", LogFile.of("one", "two").flipped(159).bytes());
        place.put("000002.log", Bytes.EMPTY);
        assertThatThrownBy(() -> place.recover(policy, _ -> {}))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/000001.log is corrupt at byte 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 9, 11, 16, 17, 19})
    @Tag("1.5")
    void an_older_segment_that_is_cut_inside_of_a_record_is_corruption(int cut) {
        place.put("000001.log", LogFile.of("one", "two").cutTo(cut).bytes());
        place.put("000002.log", LogFile.of("three").bytes());
        assertThatThrownBy(place::records).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    @Tag("1.5")
    void a_record_that_its_reader_calls_corrupt_ends_the_recovery() {
        place.put("000001.log", LogFile.of("one", "two").bytes());
        StoreException.Corrupt corrupt = new StoreException.Corrupt("db/000001.log", 0, "sense", "nonsense");
        assertThatThrownBy(() -> place.recover(_ -> {
                    throw corrupt;
                }))
                .isSameAs(corrupt);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    @Tag("1.5")
    void a_disk_that_cannot_be_read_is_a_failure_and_no_damage(int passed) {
        place.put("000001.log", LogFile.of("one").bytes());
        place.failCallAfter(passed, Fault.IO_ERROR);
        assertThatThrownBy(place::records)
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining(passed == 0 ? "cannot list db:" : "cannot read db/000001.log:")
                .hasMessageContaining("Input/output error");
    }

    // ---- going on

    @Test
    @Tag("1.7")
    void going_on_writes_the_newest_segment_again_and_makes_it_durable() {
        place.create().append(utf8("one"));
        LogPlace next = place.afterKill();
        Recovery recovery = next.recover(_ -> {});
        List<String> calls = next.callsDuring(
                () -> Log.resume(next.disk(), SegmentNames.LOG, () -> 2, new LogOptions(1 << 20, 0), recovery));
        assertThat(calls)
                .filteredOn(call -> call.matches("(create|append|sync|rename|delete|truncate).*"))
                .containsExactly(
                        "create 000001.log.tmp",
                        "append 000001.log.tmp",
                        "sync 000001.log.tmp",
                        "rename 000001.log.tmp",
                        "syncDirectory");
        next.forEachPowerCut(cut -> assertThat(cut.records()).containsExactly("one"));
    }

    @Test
    @Tag("1.7")
    void going_on_drops_the_torn_tail_and_the_zeros_ahead() {
        LogFile torn = LogFile.of("one", "two").cutTo(15).then(LogFile.zeros(100));
        place.put("000001.log", torn.bytes());
        Log log = place.numberedFrom(1).resume();
        assertThat(place.length("000001.log")).isEqualTo(10);
        assertThat(log.append(utf8("three"))).isEqualTo(new LogPosition(1, 10));
        assertThat(place.records()).containsExactly("one", "three");
        assertThat(place.recover(_ -> {}).dropped()).isEmpty();
    }

    @Test
    @Tag("1.7")
    void going_on_leaves_older_segments_as_they_are() {
        place.put("000001.log", LogFile.of("one").bytes());
        place.put("000002.log", LogFile.of("two").bytes());
        List<String> calls = place.callsDuring(() -> Log.resume(
                place.disk(),
                SegmentNames.LOG,
                () -> 3,
                LogOptions.DEFAULT,
                new Recovery(List.of(new Segment(1, 10), new Segment(2, 10)), 2, 6, Optional.empty())));
        assertThat(calls).noneMatch(call -> call.contains("000001"));
    }

    @Test
    @Tag("1.7")
    void going_on_with_nothing_begins_a_new_log() {
        assertThat(place.resume().segments()).containsExactly(new Segment(1, 0));
        assertThat(place.names()).containsExactly("000001.log");
    }

    @Test
    @Tag("1.7")
    void going_on_copies_a_long_segment_whole() {
        Bytes record = LogFile.payload(5 << 20, 3);
        place.put("000001.log", LogFile.of(List.of(record)).bytes());
        place.resume();
        List<Bytes> found = new ArrayList<>();
        place.recover(ALWAYS, found::add);
        assertThat(found).containsExactly(record);
    }

    @Test
    @Tag("1.7")
    void going_on_that_fails_at_any_call_loses_nothing() {
        place.put("000001.log", LogFile.of("one", "two").bytes());
        int calls = place.callsDuring(place::resume).size();
        for (int passed = 5; passed < calls; passed++) {
            LogPlace failing = LogPlace.empty();
            failing.put("000001.log", LogFile.of("one", "two").bytes());
            failing.failCallAfter(passed, Fault.IO_ERROR);
            assertThatThrownBy(failing::resume)
                    .as("call %s", passed)
                    .isInstanceOf(StoreException.Failed.class)
                    .hasMessageContaining("000001.log");
            assertThat(failing.afterKill().records()).containsExactly("one", "two");
        }
    }

    @Test
    @Tag("1.7")
    void a_log_that_goes_on_again_and_again_keeps_every_record() {
        LogPlace next = place;
        List<String> all = new ArrayList<>();
        for (int life = 0; life < 30; life++) {
            Log log = next.resume();
            all.add("life " + life);
            log.append(utf8("life " + life));
            IntStream.range(0, life % 3).forEach(_ -> log.roll());
            next = next.afterKill();
            assertThat(next.records()).isEqualTo(all);
        }
    }

    @Test
    void a_log_that_goes_on_in_the_middle_of_a_block_can_be_read_across_its_end() {
        place.create().append(utf8("first life"));
        LogPlace next = place.afterKill();
        next.resume().append(LogFile.payload(2 * LogFormat.BLOCK_BYTES, 2));
        List<Integer> lengths = new ArrayList<>();
        Recovery found = next.recover(payload -> lengths.add(payload.length()));
        assertThat(lengths)
                .as("lengths of the records; %s", found.dropped())
                .containsExactly(10, 2 * LogFormat.BLOCK_BYTES);
    }
}
