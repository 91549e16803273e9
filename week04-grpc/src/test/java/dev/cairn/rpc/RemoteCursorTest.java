package dev.cairn.rpc;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How a cursor turns a stream of one direction into moves of two.
@Tag("4.14")
final class RemoteCursorTest {
    private static final KeyRange RANGE = KeyRange.between(utf8("b"), utf8("i"));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Row D = new Row(utf8("d"), Bytes.EMPTY);

    private final Remote remote = new Remote();

    @Test
    void what_lies_ahead_begins_behind_the_place_and_ends_with_the_range() {
        assertThat(forward(new RemoteCursor.Place.BeforeFirst()))
                .as("forward from before the first")
                .contains(RANGE);
        assertThat(forward(new RemoteCursor.Place.Before(utf8("c")))).contains(KeyRange.between(utf8("c"), utf8("i")));
        assertThat(forward(new RemoteCursor.Place.On(D)))
                .as("forward from d")
                .contains(KeyRange.between(utf8("d").concat(Bytes.hex("00")), utf8("i")));
        assertThat(forward(new RemoteCursor.Place.AfterLast())).isEmpty();
    }

    @Test
    void what_lies_behind_ends_before_the_place_and_begins_with_the_range() {
        assertThat(reverse(new RemoteCursor.Place.BeforeFirst())).isEmpty();
        assertThat(reverse(new RemoteCursor.Place.Before(utf8("c")))).contains(KeyRange.between(utf8("b"), utf8("c")));
        assertThat(reverse(new RemoteCursor.Place.On(D)))
                .as("back from d")
                .contains(KeyRange.between(utf8("b"), utf8("d")));
        assertThat(reverse(new RemoteCursor.Place.AfterLast())).contains(RANGE);
    }

    @Test
    void where_bounds_meet_nothing_lies() {
        Row first = new Row(utf8("b"), Bytes.EMPTY);
        assertThat(reverse(new RemoteCursor.Place.On(first))).isEmpty();
        KeyRange none = KeyRange.between(utf8("c"), utf8("a"));
        assertThat(RemoteCursor.ahead(new RemoteCursor.Place.BeforeFirst(), none, false))
                .isEmpty();
        assertThat(RemoteCursor.ahead(new RemoteCursor.Place.On(D), KeyRange.all(), true))
                .contains(KeyRange.to(utf8("d")));
    }

    @Test
    void a_walk_in_one_direction_is_one_stream() {
        try (Cursor rows = remote.rows("a", "b", "c", "d")) {
            while (rows.next()) {
                assertThat(rows.isOnRow()).isTrue();
            }
        }
        assertThat(remote.wire().scans()).hasSize(1);
    }

    @Test
    void a_turn_is_another_stream_on_the_same_snapshot() {
        try (Cursor rows = remote.rows("a", "b", "c")) {
            rows.seek(utf8("b"));
            rows.next();
            assertThat(rows.previous()).isTrue();
            assertThat(rows.key()).as("before c").isEqualTo(utf8("b"));
        }
        assertThat(remote.wire().scans()).extracting(ScanQuestion::isReverse).containsExactly(false, true);
        assertThat(remote.wire().scans().stream().map(ScanQuestion::snapshot).distinct())
                .hasSize(1);
        assertThat(remote.wire().scansOpen()).isZero();
    }

    @Test
    void a_seek_before_the_range_finds_its_first_row_and_one_behind_it_none() {
        remote.rows("a", "b", "c", "d", "i", "j").close();
        try (Cursor rows = remote.store().scan(RANGE)) {
            assertThat(rows.seek(utf8("a"))).isTrue();
            assertThat(rows.key()).as("found from a, in a range from b to i").isEqualTo(utf8("b"));
            assertThat(rows.seek(utf8("i")))
                    .as("whether a row is found from i on")
                    .isFalse();
            assertThat(rows.previous()).isTrue();
            assertThat(rows.key()).as("before the end").isEqualTo(utf8("d"));
        }
    }

    @Test
    void a_cursor_that_was_not_moved_asks_no_stream() {
        try (Cursor rows = remote.rows("a")) {
            assertThat(rows.isOnRow()).isFalse();
            assertThat(rows.previous()).isFalse();
        }
        assertThat(remote.wire().scans()).isEmpty();
    }

    @Test
    void a_cursor_whose_move_failed_stands_nowhere_until_it_is_put_somewhere() {
        try (Cursor rows = remote.rows("a", "b")) {
            rows.next();
            remote.breakScans(true);
            assertThatThrownBy(rows::last).isInstanceOf(StoreException.Failed.class);
            remote.breakScans(false);
            assertThat(remote.wire().scansOpen())
                    .as("streams that nobody gave up")
                    .isZero();
            assertThat(rows.isOnRow()).isFalse();
            assertThatThrownBy(rows::next).isInstanceOf(StoreException.Failed.class);
            assertThatThrownBy(rows::key).isInstanceOf(StoreException.Failed.class);
            assertThat(rows.first()).isTrue();
            assertThat(rows.key()).isEqualTo(utf8("a"));
        }
    }

    @Test
    void a_cursor_whose_snapshot_the_server_has_given_up_is_closed() {
        try (Cursor rows = remote.rows("a", "b")) {
            rows.next();
            remote.loseSnapshots();
            assertThatThrownBy(rows::last)
                    .isInstanceOf(StoreException.Closed.class)
                    .hasMessageContaining("is not known any more");
        }
    }

    @Test
    void a_cursor_of_a_closed_store_says_so_and_may_be_closed() {
        Cursor rows = remote.rows("a", "b");
        rows.next();
        remote.store().close();
        assertThat(rows.isOnRow()).isTrue();
        assertThatThrownBy(rows::next).isInstanceOf(StoreException.Closed.class);
        assertThatThrownBy(rows::key).isInstanceOf(StoreException.Closed.class);
        rows.close();
        assertThat(remote.wire().scansOpen()).isZero();
    }

    @Test
    void a_cursor_whose_scan_was_ended_for_standing_still_goes_on_in_its_place() {
        World world = new World(1, Trace.off());
        MemoryStore below = new MemoryStore();
        StoreService service = serving(below, world);
        List.of("a", "b", "c").forEach(key -> below.put(utf8(key), Bytes.EMPTY));
        try (Env env = Env.real(1);
                RemoteStore store = RemoteStore.open(new DirectWire(service), RemoteOptions.DEFAULT, env);
                Cursor rows = store.scan(KeyRange.all())) {
            assertThat(rows.first()).isTrue();
            world.advance(MINUTE.multipliedBy(2));
            below.put(utf8("aa"), Bytes.EMPTY);
            thereIsRoomForAnother(service);
            assertThat(rows.next()).isTrue();
            assertThat(rows.key()).as("behind a, in the same moment").isEqualTo(utf8("b"));
        }
    }

    private static void thereIsRoomForAnother(StoreService service) {
        ScanQuestion all = new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());
        try (ServedRows rows = service.scan(all)) {
            assertThat(rows.next().rows()).hasSize(1);
        }
    }

    /// One scan at a time, each of a row a chunk, and none that stands still for longer than a minute.
    private static StoreService serving(MemoryStore store, World world) {
        ServiceOptions options = ServiceOptions.defaults()
                .withSnapshots(1, MINUTE.multipliedBy(60))
                .withScans(1, MINUTE)
                .withScanChunkBytes(1);
        return StoreService.open(
                store, Operations.none(), options, world.clock(), world.env().background(), world.stream("server"));
    }

    private static Optional<KeyRange> forward(RemoteCursor.Place place) {
        return RemoteCursor.ahead(place, RANGE, false);
    }

    private static Optional<KeyRange> reverse(RemoteCursor.Place place) {
        return RemoteCursor.ahead(place, RANGE, true);
    }
}
