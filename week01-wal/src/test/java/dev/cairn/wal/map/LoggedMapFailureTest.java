package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.wal.map.MapPlace.put;
import static dev.cairn.wal.map.MapPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Fault;
import dev.cairn.wal.LogPlace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A store whose disk has failed takes no more writes, says why, and can still be read.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class LoggedMapFailureTest {
    private final MapPlace place = MapPlace.empty();
    private final LogPlace files = place.files();

    @ParameterizedTest
    @CsvSource({"0, IO_ERROR", "0, NO_SPACE", "0, SHORT_TRANSFER", "1, IO_ERROR", "1, SYNC_DROPS_PAGES"})
    @Tag("1.12")
    void after_a_failed_write_reads_go_on_and_writes_are_refused(int passed, Fault fault) {
        LoggedMapStore store = place.open();
        put(store, "a");
        files.failCallAfter(passed, fault);
        assertThatThrownBy(() -> put(store, "b")).isInstanceOf(StoreException.UnknownOutcome.class);
        files.failNothing();
        assertThat(rows(store)).containsExactly("a=a");
        assertWritesAreRefused(store);
    }

    @Test
    @Tag("1.12")
    void a_failed_sync_in_the_background_stops_the_writers() {
        LoggedMapStore store = place.open(MapPlace.EVERY);
        put(store, "a");
        files.failCallAfter(0, Fault.SYNC_DROPS_PAGES);
        place.world().advance(Duration.ofMillis(11));
        files.failNothing();
        assertWritesAreRefused(store);
        assertThat(files.callsDuring(() -> place.world().advance(Duration.ofSeconds(1))))
                .isEmpty();
    }

    @Test
    @Tag("1.11")
    void a_failed_store_says_so_when_it_is_closed_and_can_be_opened_again() {
        LoggedMapStore store = place.open();
        put(store, "a");
        files.failCallAfter(1, Fault.SYNC_DROPS_PAGES);
        assertThatThrownBy(() -> put(store, "b")).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThatThrownBy(store::close).isInstanceOf(StoreException.ReadOnly.class);
        try (LoggedMapStore next = place.open()) {
            put(next, "c");
            assertThat(rows(next)).contains("a=a", "c=c");
        }
    }

    @Test
    @Tag("1.11")
    void a_write_whose_record_was_cut_short_is_not_there_when_opened_again() {
        LoggedMapStore store = place.open();
        put(store, "a");
        files.failCallAfter(0, Fault.SHORT_TRANSFER);
        assertThatThrownBy(() -> put(store, "b")).isInstanceOf(StoreException.UnknownOutcome.class);
        store.close();
        assertThat(place.rows()).containsExactly("a=a");
    }

    @Test
    @Tag("1.11")
    void closing_that_fails_gives_the_lock_back() {
        LoggedMapStore store = place.open(MapPlace.EVERY);
        put(store, "a");
        files.failCallAfter(0, Fault.SYNC_DROPS_PAGES);
        assertThatThrownBy(store::close).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(place.rows()).containsExactly("a=a");
    }

    @Test
    @Tag("1.12")
    void a_checkpoint_that_cannot_begin_a_segment_stops_the_writers() {
        LoggedMapStore store = place.open();
        put(store, "a");
        files.failCallAfter(1, Fault.NO_SPACE);
        CompletableFuture<Long> outcome = store.submitCheckpoint();
        place.world().runUntilIdle();
        assertThatThrownBy(outcome::join)
                .hasCauseInstanceOf(StoreException.Failed.class)
                .hasMessageContaining("cannot create db/000002.log");
        files.failNothing();
        assertWritesAreRefused(store);
    }

    @Test
    @Tag("1.11")
    void a_member_of_a_failed_group_cannot_tell_whether_it_was_written() {
        LoggedMapStore store = place.open();
        List<CompletableFuture<Void>> members = List.of(submit(store, "a"), submit(store, "b"));
        files.failCallAfter(1, Fault.IO_ERROR);
        place.world().runUntilIdle();
        assertThat(members)
                .allSatisfy(member ->
                        assertThatThrownBy(member::join).hasCauseInstanceOf(StoreException.UnknownOutcome.class));
        assertThat(rows(store)).isEmpty();
        assertThat(place.afterKill().rows()).containsExactly("a=a", "b=b");
    }

    private static CompletableFuture<Void> submit(LoggedMapStore store, String key) {
        return store.submitWrite(WriteBatch.builder().put(utf8(key), utf8(key)).build());
    }

    private void assertWritesAreRefused(LoggedMapStore store) {
        for (ThrowingCallable write : List.<ThrowingCallable>of(
                () -> put(store, "x"),
                () -> store.delete(utf8("a")),
                () -> store.compareAndSet(utf8("x"), Optional.empty(), Optional.of(utf8("x"))),
                store::sync)) {
            assertThatThrownBy(write)
                    .isInstanceOf(StoreException.ReadOnly.class)
                    .hasMessageStartingWith("db takes no more writes since an earlier one failed (cannot ")
                    .hasMessageEndingWith("mend the disk and open the store again");
        }
        CompletableFuture<Long> checkpoint = store.submitCheckpoint();
        place.world().runOne();
        assertThatThrownBy(checkpoint::join).hasCauseInstanceOf(StoreException.ReadOnly.class);
        assertThat(store.get(utf8("x"))).isEmpty();
    }
}
