package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.given.SetClock;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Snapshots and their leases.
@Tag("4.12")
class SnapshotsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World(1);
    private final MemoryStore store = new MemoryStore();
    private final StoreService service = ServiceIn.of(world)
            .open(
                    store,
                    ServiceOptions.defaults()
                            .withSnapshots(3, MINUTE)
                            .withScans(3, MINUTE.multipliedBy(3))
                            .withScanChunkBytes(1));

    @Test
    void a_snapshot_shows_its_moment_and_says_how_long_it_is_kept() {
        store.put(utf8("a"), utf8("1"));
        Reply.SnapshotOpened opened = (Reply.SnapshotOpened) ask(new Request.OpenSnapshot());
        store.put(utf8("a"), utf8("2"));
        assertThat(opened.timeToLive()).isEqualTo(MINUTE);
        assertThat(get(opened.snapshot())).isEqualTo(Asked.value("1"));
        assertThat(ask(Asked.get("a"))).isEqualTo(Asked.value("2"));
    }

    @Test
    void a_snapshot_expires_when_its_time_to_live_is_over_and_not_before() {
        long snapshot = opened();
        world.advance(MINUTE.minusNanos(1));
        assertThat(get(snapshot)).isEqualTo(Asked.absent());
        world.advance(MINUTE);
        assertThat(reason(get(snapshot))).isEqualTo(Reason.SNAPSHOT_UNKNOWN);
        assertThat(reason(ask(new Request.RenewSnapshot(snapshot)))).isEqualTo(Reason.SNAPSHOT_UNKNOWN);
    }

    @Test
    void every_use_and_every_renewal_starts_the_time_to_live_again() {
        long renewed = opened();
        long read = opened();
        long forgotten = opened();
        for (int i = 0; i < 3; i++) {
            world.advance(Duration.ofSeconds(40));
            assertThat(ask(new Request.RenewSnapshot(renewed)))
                    .as("renewed every 40 s")
                    .isEqualTo(DONE);
            assertThat(get(read)).as("read every 40 s").isEqualTo(Asked.absent());
        }
        assertThat(reason(get(forgotten))).isEqualTo(Reason.SNAPSHOT_UNKNOWN);
    }

    @Test
    void a_snapshot_that_was_given_back_is_unknown_and_may_be_given_back_again() {
        long snapshot = opened();
        assertThat(ask(new Request.CloseSnapshot(snapshot))).isEqualTo(DONE);
        assertThat(reason(get(snapshot))).isEqualTo(Reason.SNAPSHOT_UNKNOWN);
        assertThat(ask(new Request.CloseSnapshot(snapshot))).isEqualTo(DONE);
    }

    @Test
    void one_snapshot_too_many_is_told_to_come_later_until_another_expires() {
        opened();
        world.advance(Duration.ofSeconds(30));
        opened();
        opened();
        assertThat(reason(ask(new Request.OpenSnapshot()))).isEqualTo(Reason.BUSY);
        world.advance(Duration.ofSeconds(30));
        opened();
        assertThat(reason(ask(new Request.OpenSnapshot()))).isEqualTo(Reason.BUSY);
    }

    @Test
    void a_scan_goes_on_when_its_snapshot_has_expired() {
        store.put(utf8("a"), utf8("1"));
        store.put(utf8("b"), utf8("2"));
        long snapshot = opened();
        store.put(utf8("b"), utf8("3"));
        try (ServedRows rows = service.scan(question(snapshot))) {
            assertThat(rows.next().rows()).hasSize(1);
            world.advance(MINUTE.multipliedBy(2));
            assertThat(reason(get(snapshot))).isEqualTo(Reason.SNAPSHOT_UNKNOWN);
            assertThat(rows.next().rows())
                    .extracting(row -> row.value().toUtf8())
                    .containsExactly("2");
        }
    }

    @Test
    void a_scan_of_an_unknown_snapshot_fails_at_its_first_chunk_and_says_why() {
        try (ServedRows rows = service.scan(question(42))) {
            StoreException failure = catchThrowableOfType(StoreException.class, rows::next);
            assertThat(rows.problemOf(failure).reason()).isEqualTo(Reason.SNAPSHOT_UNKNOWN);
            assertThat(failure).hasMessageContaining("snapshot 42 is not known");
        }
        assertThat(service.drain()).isCompleted();
    }

    @Test
    void snapshots_are_given_back_when_nobody_asks_any_more_and_then_no_job_is_left() {
        opened();
        world.advance(MINUTE.multipliedBy(2));
        assertThat(world.runOne()).isFalse();
    }

    @Test
    void a_snapshot_that_goes_while_it_is_read_is_unknown_and_no_failure() {
        Snapshots snapshots = snapshots();
        long id = ((Reply.SnapshotOpened) snapshots.open()).snapshot();
        Optional<Optional<Bytes>> read = snapshots.read(id, view -> {
            snapshots.close(id);
            return view.get(utf8("a"));
        });
        assertThat(read).isEmpty();
    }

    @Test
    void a_store_that_is_closed_while_a_snapshot_is_read_is_a_failure() {
        Snapshots snapshots = snapshots();
        long id = ((Reply.SnapshotOpened) snapshots.open()).snapshot();
        assertThatThrownBy(() -> snapshots.read(id, _ -> {
                    throw new StoreException.Closed("the store");
                }))
                .isInstanceOf(StoreException.Closed.class);
    }

    @Test
    void who_comes_when_all_were_closed_gets_none() {
        Snapshots snapshots = snapshots();
        snapshots.closeAll();
        assertThat(reason(snapshots.open())).isEqualTo(Reason.UNAVAILABLE);
        assertThat(snapshots.count()).isZero();
    }

    @Test
    void a_snapshot_that_expires_is_closed() {
        List<ReadView> views = new ArrayList<>();
        Snapshots snapshots = snapshots();
        long id = ((Reply.SnapshotOpened) snapshots.open()).snapshot();
        assertThat(snapshots.read(id, views::add)).contains(true);
        world.advance(MINUTE);
        snapshots.expire();
        assertThat(snapshots.count()).isZero();
        assertThatThrownBy(() -> views.getFirst().get(utf8("a"))).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    void a_closed_service_holds_no_snapshot() {
        long snapshot = opened();
        service.close();
        assertThat(reason(get(snapshot))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void nobody_waits_while_another_reads() {
        Snapshots snapshots = snapshots();
        long id = ((Reply.SnapshotOpened) snapshots.open()).snapshot();
        assertThat(snapshots.read(id, _ -> Thread.holdsLock(snapshots)))
                .as("whether the lock is held while rows are read")
                .contains(false);
    }

    @Test
    void time_is_counted_by_differences_and_may_wrap() {
        SetClock clock = new SetClock(Long.MAX_VALUE - 10);
        Snapshots snapshots = snapshots(clock);
        snapshots.open();
        clock.advance(Duration.ofNanos(5));
        snapshots.expire();
        assertThat(snapshots.count()).as("after a short while").isEqualTo(1);
        clock.advance(MINUTE);
        snapshots.expire();
        assertThat(snapshots.count()).as("after its time").isZero();
    }

    private Snapshots snapshots() {
        return snapshots(world.clock());
    }

    private Snapshots snapshots(Clock clock) {
        return new Snapshots(store, ServiceOptions.defaults().withSnapshots(3, MINUTE), clock, new SplittableRandom(1));
    }

    private long opened() {
        return ((Reply.SnapshotOpened) ask(new Request.OpenSnapshot())).snapshot();
    }

    private Reply get(long snapshot) {
        return ask(new Request.Get(utf8("a"), OptionalLong.of(snapshot)));
    }

    private Reply ask(Request request) {
        return service.handle(request, MINUTE).resultNow();
    }

    private static ScanQuestion question(long snapshot) {
        return new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.of(snapshot));
    }
}
