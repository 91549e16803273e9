package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Fault;
import dev.cairn.sim.disk.DiskCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// After a failed append, sync or roll a log takes nothing more, says why, and tries nothing again. Want of room is no
/// failed append.
final class LogFailureTest {
    private final LogPlace place = LogPlace.empty();
    private final Log log = place.create();

    @BeforeEach
    void append() {
        log.append(utf8("one"));
        log.sync();
        log.append(utf8("two"));
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_ERROR", "NO_SPACE", "SHORT_TRANSFER"})
    @Tag("1.6")
    void after_a_failed_append_everything_is_refused(Fault fault) {
        place.failCallAfter(0, fault);
        assertThatThrownBy(() -> log.append(utf8("three")), "an append that fails")
                .isInstanceOf(StoreException.UnknownOutcome.class);
        assertEverythingIsRefused("cannot append to db/000001.log");
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_ERROR", "SYNC_DROPS_PAGES"})
    @Tag("1.6")
    void after_a_failed_sync_everything_is_refused(Fault fault) {
        place.failCallAfter(0, fault);
        assertThatThrownBy(log::sync, "a sync whose first attempt fails")
                .isInstanceOf(StoreException.UnknownOutcome.class);
        assertEverythingIsRefused("cannot sync db/000001.log");
    }

    @Test
    @Tag("1.6")
    void a_roll_whose_sync_failed_begins_no_segment() {
        place.failCallAfter(0, Fault.SYNC_DROPS_PAGES);
        assertThatThrownBy(log::roll).isInstanceOf(StoreException.UnknownOutcome.class);
        assertEverythingIsRefused("cannot sync db/000001.log");
        assertThat(place.names()).containsExactly("000001.log");
    }

    @Test
    @Tag("1.6")
    void a_log_that_is_closed_while_a_roll_is_under_way_begins_no_segment() {
        LogPlace other = LogPlace.empty();
        AtomicReference<Log> rolled = new AtomicReference<>();
        LongSupplier closing = () -> {
            Optional.ofNullable(rolled.get()).ifPresent(Log::close);
            return rolled.get() == null ? 1 : 2;
        };
        rolled.set(Log.create(other.disk(), SegmentNames.LOG, closing, new LogOptions(64 << 20, 0)));
        assertThatThrownBy(rolled.get()::roll, "a roll that meets a close behind its sync")
                .isInstanceOf(StoreException.Closed.class);
        assertThat(other.names()).containsExactly("000001.log");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Tag("1.6")
    void after_a_roll_that_failed_to_create_the_segment_everything_is_refused(int passed) {
        place.failCallAfter(passed, Fault.IO_ERROR);
        assertThatThrownBy(log::roll).isInstanceOf(StoreException.Failed.class);
        assertEverythingIsRefused("cannot create db/000002.log");
        assertThat(place.afterKill().records()).containsExactly("one", "two");
    }

    @Test
    @Tag("1.6")
    void where_there_is_no_room_ahead_a_record_takes_what_it_needs() {
        LogPlace other = LogPlace.empty();
        Log preallocating = other.create(new LogOptions(64 << 20, 1 << 20));
        other.failCallAfter(0, Fault.NO_SPACE);
        preallocating.append(utf8("one"));
        assertThat(other.length("000001.log")).as("length of the file").isEqualTo(10);
        preallocating.append(utf8("two"));
        assertThat(other.length("000001.log")).as("when there is room again").isGreaterThan(20);
        preallocating.close();
        assertThat(other.records()).containsExactly("one", "two");
    }

    @Test
    @Tag("1.6")
    void a_record_for_which_there_is_no_room_is_refused_and_the_next_one_is_tried() {
        LogPlace other = LogPlace.empty();
        Log preallocating = other.create(new LogOptions(64 << 20, 1 << 20));
        preallocating.append(utf8("one"));
        preallocating.roll();
        other.failCalls(2, Fault.NO_SPACE);
        assertThatThrownBy(() -> preallocating.append(utf8("two")))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("make room in db/000002.log")
                .hasMessageContaining("No space left");
        assertThatCode(preallocating::sync).doesNotThrowAnyException();
        preallocating.append(utf8("three"));
        assertThat(other.afterKill().records()).containsExactly("one", "three");
    }

    @Test
    @Tag("1.6")
    void after_a_bug_struck_in_an_append_everything_is_refused() {
        place.during(DiskCall.Kind.APPEND, () -> {
            throw new IllegalStateException("a bug in the file");
        });
        assertThatThrownBy(() -> log.append(utf8("three")), "an append in which a bug strikes")
                .isInstanceOf(IllegalStateException.class);
        assertEverythingIsRefused("a bug in the file");
    }

    @Test
    @Tag("1.6")
    void a_roll_that_cannot_close_the_old_file_closes_the_new_one() {
        List<String> calls = place.callsDuring(() -> {
            place.failCallAfter(3, Fault.IO_ERROR);
            assertThatThrownBy(log::roll).isInstanceOf(StoreException.Failed.class);
        });
        assertThat(calls)
                .containsExactly(
                        "sync 000001.log",
                        "create 000002.log",
                        "syncDirectory",
                        "close 000001.log",
                        "close 000002.log");
    }

    @Test
    @Tag("1.6")
    void the_reason_is_that_of_the_first_failure() {
        place.failCallAfter(0, Fault.NO_SPACE);
        assertThatThrownBy(() -> log.append(utf8("three"))).hasMessageContaining("No space left");
        assertThatThrownBy(log::sync).hasMessageContaining("No space left");
        assertThatThrownBy(log::roll).hasMessageContaining("No space left");
    }

    @Test
    @Tag("1.6")
    void a_failed_log_can_still_be_read() {
        fail();
        try (LogScan scan = log.readFrom(new LogPosition(1, 0))) {
            assertThat(scan.next())
                    .hasValueSatisfying(entry -> assertThat(entry.payload()).isEqualTo(utf8("one")));
        }
        assertThat(log.segments()).containsExactly(new Segment(1, 20));
    }

    @Test
    @Tag("1.6")
    void a_failed_log_is_closed_without_another_sync_and_says_what_may_be_lost() {
        fail();
        assertThat(place.callsDuring(() -> assertThatThrownBy(log::close).isInstanceOf(StoreException.ReadOnly.class)))
                .containsExactly("close 000001.log");
    }

    @Test
    @Tag("1.6")
    void a_failed_log_keeps_its_zeros_when_it_is_closed() {
        LogPlace other = LogPlace.empty();
        Log preallocated = other.create(new LogOptions(64 << 20, 1 << 20));
        preallocated.append(utf8("one"));
        other.failCallAfter(0, Fault.SYNC_DROPS_PAGES);
        assertThatThrownBy(preallocated::sync).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(other.callsDuring(
                        () -> assertThatThrownBy(preallocated::close).isInstanceOf(StoreException.ReadOnly.class)))
                .containsExactly("close 000001.log");
    }

    @Test
    @Tag("1.6")
    void a_log_whose_last_sync_fails_when_it_is_closed_is_closed_all_the_same() {
        List<String> calls = place.callsDuring(() -> {
            place.failCallAfter(0, Fault.SYNC_DROPS_PAGES);
            assertThatThrownBy(log::close).isInstanceOf(StoreException.UnknownOutcome.class);
        });
        assertThat(calls).containsExactly("sync 000001.log", "close 000001.log");
    }

    @Test
    @Tag("1.6")
    void what_a_short_write_left_is_a_torn_tail_for_the_next_process() {
        place.failCallAfter(0, Fault.SHORT_TRANSFER);
        assertThatThrownBy(() -> log.append(utf8("three"))).hasMessageContaining("only 6 of 12 bytes");
        LogPlace next = place.afterKill();
        assertThat(next.records()).containsExactly("one", "two");
        assertThat(next.recover(_ -> {}).dropped()).isPresent();
    }

    @Test
    @Tag("1.7")
    void pages_that_a_failed_sync_forgot_are_written_again_by_the_next_process() {
        fail();
        LogPlace next = place.afterKill();
        next.resume();
        next.forEachPowerCut(cut -> assertThat(cut.records()).containsExactly("one", "two"));
    }

    @Test
    @Tag("1.7")
    void a_segment_that_cannot_be_deleted_stays_in_the_log_until_it_can() {
        log.roll();
        place.failCallAfter(0, Fault.IO_ERROR);
        assertThatThrownBy(() -> log.dropHead(2))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("cannot delete db/000001.log");
        assertThat(log.segments()).hasSize(2);
        log.dropHead(2);
        assertThat(log.segments()).containsExactly(new Segment(2, 0));
    }

    @Test
    @Tag("1.7")
    void a_failed_drop_does_not_stop_the_log() {
        log.roll();
        place.failCallAfter(1, Fault.IO_ERROR);
        assertThatThrownBy(() -> log.dropHead(2)).isInstanceOf(StoreException.Failed.class);
        assertThatCode(() -> log.append(utf8("three"))).doesNotThrowAnyException();
    }

    @Test
    @Tag("1.6")
    void a_log_that_cannot_be_created_says_which_file() {
        place.failCallAfter(0, Fault.NO_SPACE);
        assertThatThrownBy(place::create)
                .isInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("cannot create db/000002.log");
    }

    private void fail() {
        place.failCallAfter(0, Fault.SYNC_DROPS_PAGES);
        assertThatThrownBy(log::sync).isInstanceOf(StoreException.UnknownOutcome.class);
    }

    private void assertEverythingIsRefused(String reason) {
        place.failNothing();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> log.append(utf8("more")), log::sync, log::roll, () -> log.record(utf8("more")))) {
            List<String> calls = place.callsDuring(() -> assertThatThrownBy(call, "a call after the failure")
                    .isInstanceOf(StoreException.ReadOnly.class)
                    .hasMessageContaining(reason));
            assertThat(calls).isEmpty();
        }
    }
}
