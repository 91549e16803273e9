package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.wal.commit.CommitLog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The log as its callers see it, and the order in which it touches the disk. What it does after a failure is in
/// [LogFailureTest], what it reads back in [LogScanTest] and [RecoveryTest].
final class LogTest {
    private static final int BLOCK = LogFormat.BLOCK_BYTES;

    private final LogPlace place = LogPlace.empty();

    // ---- a new log

    @Test
    @Tag("1.7")
    void a_new_log_has_one_empty_segment_whose_name_is_durable() {
        assertThat(place.callsDuring(place::create)).containsExactly("create 000001.log", "syncDirectory");
        assertThat(place.resume().segments()).containsExactly(new Segment(1, 0));
    }

    @Test
    @Tag("1.6")
    void the_first_segment_has_the_number_that_the_caller_gives() {
        assertThat(place.numberedFrom(41).create().segments()).containsExactly(new Segment(42, 0));
    }

    // ---- append and sync

    @Test
    @Tag("1.6")
    void an_append_is_one_write_and_no_sync() {
        Log log = place.create();
        assertThat(place.callsDuring(() -> log.append(LogFile.payload(100, 1)))).containsExactly("append 000001.log");
        assertThat(place.callsDuring(() -> log.append(LogFile.payload(3 * BLOCK, 1))))
                .containsExactly("append 000001.log");
    }

    @Test
    @Tag("1.6")
    void an_append_says_where_the_record_begins() {
        Log log = place.create();
        assertThat(log.append(LogFile.payload(BLOCK - 7 - 5, 1))).isEqualTo(new LogPosition(1, 0));
        assertThat(log.append(utf8("behind the trailer"))).isEqualTo(new LogPosition(1, BLOCK));
    }

    @Test
    @Tag("1.6")
    void records_are_appended_in_order() {
        Log log = place.create();
        log.appendAll(List.of(utf8("one"), utf8("two")));
        log.record(utf8("three"));
        assertThat(place.records()).containsExactly("one", "two", "three");
    }

    @Test
    @Tag("1.6")
    void a_sync_is_one_call_whatever_was_appended() {
        Log log = place.create();
        log.appendAll(List.of(utf8("one"), utf8("two")));
        assertThat(place.callsDuring(log::sync)).containsExactly("sync 000001.log");
        assertThat(log.syncCount()).isEqualTo(1);
    }

    @Test
    @Tag("1.6")
    void a_log_knows_whether_something_is_not_yet_synced() {
        Log log = place.create();
        assertThat(log.hasUnsynced()).isFalse();
        log.append(utf8("one"));
        assertThat(log.hasUnsynced()).isTrue();
        log.sync();
        assertThat(log.hasUnsynced()).isFalse();
    }

    @Test
    @Tag("1.6")
    void a_sync_covers_nothing_that_is_appended_while_it_runs() {
        Log log = place.create();
        log.append(utf8("one"));
        place.during(DiskCall.Kind.SYNC, () -> log.append(utf8("two")));
        log.sync();
        assertThat(log.hasUnsynced()).isTrue();
        log.sync();
        assertThat(log.hasUnsynced()).isFalse();
    }

    @Test
    @Tag("1.6")
    void a_sync_that_waited_for_another_covers_what_was_appended_meanwhile() throws InterruptedException {
        Log log = place.create();
        Thread second = Thread.ofPlatform().daemon().unstarted(log::sync);
        log.append(utf8("one"));
        place.during(DiskCall.Kind.SYNC, () -> {
            log.append(utf8("two"));
            second.start();
            awaitBlocked(second);
        });
        log.sync();
        second.join();
        assertThat(log.hasUnsynced())
                .as("whether record \"two\" is unsynced, which was appended before the second sync was asked for")
                .isFalse();
    }

    @Test
    @Tag("1.6")
    void what_was_synced_survives_every_power_cut_and_the_rest_is_lost_from_the_end() {
        Log log = place.create();
        log.append(utf8("one"));
        log.sync();
        log.appendAll(List.of(utf8("two"), utf8("three")));
        List<String> all = List.of("one", "two", "three");
        place.forEachPowerCut(cut -> assertThat(cut.records())
                .isEqualTo(all.subList(0, cut.records().size()))
                .startsWith("one"));
    }

    @Property(tries = 50)
    @net.jqwik.api.Tag("1.6")
    void a_segment_never_gets_shorter_while_it_grows(
            @ForAll @Size(max = 30) List<@IntRange(min = -1, max = 5_000) Integer> sizes) {
        LogPlace property = LogPlace.empty();
        Log log = property.create(new LogOptions(64 << 20, 8_192));
        int length = 0;
        for (int size : sizes) {
            if (size < 0) {
                log.sync();
            } else {
                log.append(LogFile.payload(size, size));
            }
            assertThat(property.length("000001.log")).isGreaterThanOrEqualTo(length);
            length = property.length("000001.log");
        }
    }

    @Test
    @Tag("1.6")
    void a_sync_may_overlap_appends() throws InterruptedException {
        Log log = place.create();
        List<Throwable> failures = new ArrayList<>();
        Thread syncing = Thread.ofPlatform()
                .daemon()
                .uncaughtExceptionHandler((_, e) -> failures.add(e))
                .start(() -> {
                    while (log.syncCount() < 200) {
                        log.sync();
                    }
                });
        IntStream.range(0, 2_000).forEach(i -> log.append(utf8("record " + i)));
        syncing.join();
        log.sync();
        assertThat(failures).isEmpty();
        assertThat(log.hasUnsynced()).isFalse();
        assertThat(place.records()).hasSize(2_000).last().isEqualTo("record 1999");
    }

    // ---- segments

    @Test
    @Tag("1.6")
    void a_roll_makes_the_old_segment_and_the_new_name_durable_before_the_first_record() {
        Log log = place.create();
        log.append(utf8("old"));
        assertThat(place.callsDuring(() -> {
                    log.roll();
                    log.append(utf8("new"));
                }))
                .containsExactly(
                        "sync 000001.log",
                        "create 000002.log",
                        "syncDirectory",
                        "close 000001.log",
                        "append 000002.log");
    }

    @Test
    @Tag("1.6")
    void a_sync_that_comes_while_the_old_file_is_closed_waits_for_the_new_segment() throws InterruptedException {
        Log log = place.create();
        log.append(utf8("old"));
        List<Throwable> failures = new ArrayList<>();
        Thread other = Thread.ofPlatform()
                .daemon()
                .uncaughtExceptionHandler((_, e) -> failures.add(e))
                .unstarted(log::sync);
        place.during(DiskCall.Kind.CLOSE, () -> {
            other.start();
            awaitBlocked(other);
        });
        log.roll();
        other.join();
        assertThat(failures)
                .as("what a sync met that came while a roll closed the old file")
                .isEmpty();
        assertThat(log.syncCount()).isEqualTo(2);
    }

    @Test
    @Tag("1.6")
    void a_roll_answers_with_the_number_of_the_new_segment() {
        Log log = place.create();
        log.append(utf8("old"));
        place.numberedFrom(7);
        assertThat(log.roll()).isEqualTo(8);
        assertThat(log.append(utf8("new"))).isEqualTo(new LogPosition(8, 0));
        assertThat(log.segments()).containsExactly(new Segment(1, 10), new Segment(8, 10));
        assertThat(log.bytes()).isEqualTo(20);
    }

    @Test
    @Tag("1.6")
    void an_append_rolls_when_the_segment_is_full() {
        Log log = place.create(new LogOptions(1_000, 0));
        IntStream.range(0, 10).forEach(i -> log.append(LogFile.payload(493, i)));
        assertThat(log.segments()).extracting(Segment::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(log.segments()).extracting(Segment::bytes).containsOnly(1_000L);
    }

    @Test
    @Tag("1.6")
    void a_record_may_be_longer_than_a_segment() {
        Log log = place.create(new LogOptions(1_000, 0));
        log.append(LogFile.payload(100_000, 1));
        assertThat(log.append(utf8("next"))).isEqualTo(new LogPosition(2, 0));
    }

    @Test
    @Tag("1.6")
    void what_a_power_cut_leaves_of_many_segments_is_a_prefix() {
        Log log = place.create(new LogOptions(512, 0));
        List<Integer> all = IntStream.range(0, 9).boxed().toList();
        all.forEach(number -> log.append(utf8("%0300d".formatted(number))));
        place.forEachPowerCut(cut -> {
            List<Integer> left = cut.records().stream().map(Integer::valueOf).toList();
            assertThat(left).as("records that a power cut leaves").isEqualTo(all.subList(0, left.size()));
        });
    }

    @Test
    @Tag("1.7")
    void dropping_the_head_deletes_the_oldest_first_and_then_syncs_the_directory() {
        Log log = place.create();
        log.roll();
        log.roll();
        assertThat(place.callsDuring(() -> log.dropHead(3)))
                .containsExactly("delete 000001.log", "delete 000002.log", "syncDirectory");
        assertThat(log.segments()).containsExactly(new Segment(3, 0));
    }

    @Test
    @Tag("1.7")
    void dropping_nothing_touches_nothing() {
        Log log = place.create();
        assertThat(place.callsDuring(() -> log.dropHead(1))).isEmpty();
    }

    @Test
    @Tag("1.7")
    void the_segment_that_grows_cannot_be_dropped() {
        Log log = place.create();
        log.roll();
        assertThatThrownBy(() -> log.dropHead(3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(log.segments()).hasSize(2);
    }

    // ---- preallocation

    @Test
    @Tag("1.6")
    void a_preallocated_segment_has_zeros_ahead_and_grows_rarely() {
        Log log = place.create(new LogOptions(64 << 20, 1 << 20));
        List<String> calls =
                place.callsDuring(() -> IntStream.range(0, 600).forEach(i -> log.append(LogFile.payload(100, i))));
        assertThat(calls).filteredOn("preallocate 000001.log"::equals).hasSize(1);
        assertThat(place.length("000001.log")).isGreaterThan((int) log.bytes());
    }

    @Test
    @Tag("1.6")
    void zeros_ahead_are_no_records() {
        Log log = place.create(new LogOptions(64 << 20, 1 << 20));
        log.append(utf8("one"));
        assertThat(place.records()).containsExactly("one");
        assertThat(place.recover(_ -> {}).dropped()).isEmpty();
    }

    @Test
    void zeros_ahead_stay_within_the_segment_and_are_few_in_a_small_log() {
        LogOptions options = new LogOptions(1 << 20, 256 << 10);
        assertThat(options.preallocatedSize(100)).isEqualTo(100 + (64 << 10));
        assertThat(options.preallocatedSize(100 << 10)).isEqualTo(200 << 10);
        assertThat(options.preallocatedSize(500 << 10)).isEqualTo((500 + 256) << 10);
        assertThat(options.preallocatedSize(1_000 << 10)).isEqualTo(1 << 20);
        assertThat(options.preallocatedSize(2 << 20)).isEqualTo(2 << 20);
    }

    // ---- close

    @Test
    @Tag("1.6")
    void closing_makes_everything_durable_and_cuts_the_zeros() {
        Log log = place.create(new LogOptions(64 << 20, 1 << 20));
        log.append(utf8("one"));
        assertThat(place.callsDuring(log::close))
                .containsExactly("sync 000001.log", "close 000001.log", "truncate 000001.log");
        assertThat(place.length("000001.log")).isEqualTo(10);
    }

    @Test
    @Tag("1.6")
    void closing_without_a_sync_leaves_that_to_the_system() {
        Log log = place.create();
        log.append(utf8("one"));
        assertThat(place.callsDuring(log::closeUnsynced)).containsExactly("close 000001.log");
        assertThat(place.records()).containsExactly("one");
    }

    @Test
    @Tag("1.6")
    void a_closed_log_takes_nothing_more() {
        Log log = place.create();
        log.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(() -> log.append(utf8("one")), log::sync, log::roll)) {
            assertThat(place.callsDuring(() -> assertThatThrownBy(call).isInstanceOf(StoreException.Closed.class)))
                    .isEmpty();
        }
        log.close();
    }

    // ---- limits

    @Test
    void impossible_limits_are_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> new LogOptions(511, 0))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("segmentBytes is 511")
                .hasMessageContaining("at least 512");
        assertThatThrownBy(() -> new LogOptions(BLOCK, -1))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("preallocateBytes is -1");
    }

    @Test
    void positions_are_ordered_by_segment_and_then_by_offset() {
        assertThat(new LogPosition(9, 5)).isLessThan(new LogPosition(10, 0));
        assertThat(new LogPosition(9, 5)).isGreaterThan(new LogPosition(9, 4));
    }

    // ---- a log that records nothing

    @Test
    void the_log_that_records_nothing_does_nothing() {
        CommitLog none = CommitLog.none();
        assertThat(place.callsDuring(() -> {
                    none.record(Bytes.EMPTY);
                    none.sync();
                }))
                .isEmpty();
        assertThat(CommitLog.none()).isSameAs(none);
    }

    private static void awaitBlocked(Thread thread) {
        Set<Thread.State> free = EnumSet.of(Thread.State.NEW, Thread.State.RUNNABLE);
        while (free.contains(thread.getState())) {
            Thread.onSpinWait();
        }
    }
}
