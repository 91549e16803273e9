package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog.Level;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Scans whose readers stand still: they keep nothing for ever, and nothing from others. And what a server
/// says of all that it holds.
class ScansTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SCANS = 3;

    private final World world = new World(1);
    private final SlowStore store = new SlowStore();
    private final KeptLog told = new KeptLog(Level.INFO);
    private final StoreService service = ServiceIn.of(world)
            .withStats(() -> new Report().with("tables", 7))
            .withLog(RequestLog.to(told, world.clock(), Duration.ofDays(1)))
            .open(
                    store,
                    ServiceOptions.defaults()
                            .withUnderWay(2, 1_000_000)
                            .withScans(SCANS, MINUTE)
                            .withScanChunkBytes(1));

    @Test
    @Tag("4.10")
    void scans_that_stand_still_take_no_room_from_requests() {
        List<ServedRows> idle = opened(SCANS);
        CompletableFuture<Reply> put = service.handle(Asked.put("a", "1"), MINUTE);
        store.finish();
        assertThat(put).isCompletedWithValue(Asked.DONE);
        assertThat(ask(Asked.get("a"))).isEqualTo(Asked.value("1"));
        idle.forEach(ServedRows::close);
    }

    @Test
    @Tag("4.10")
    void one_scan_too_many_is_told_to_come_later_until_another_is_over() {
        List<ServedRows> open = opened(SCANS);
        Problem problem = problem(scan());
        assertThat(problem.reason()).isEqualTo(Reason.BUSY);
        assertThat(problem.message()).contains("3 scans");
        open.getFirst().close();
        assertThat(scan().next().isLast()).isTrue();
    }

    @Test
    @Tag("4.12")
    void a_scan_of_which_nobody_takes_a_chunk_is_ended_and_gives_all_back() {
        put("a", "b");
        ServedRows rows = scan();
        rows.next();
        CompletableFuture<Void> drained = service.drain();
        world.advance(MINUTE.minusNanos(1));
        assertThat(drained).isNotDone();
        world.advance(MINUTE);
        assertThat(drained).as("given back").isCompleted();
        assertThat(problem(rows).reason()).isEqualTo(Reason.BUSY);
        assertThat(problem(rows).message()).contains("open another where it stopped");
        rows.close();
    }

    @Test
    @Tag("4.11")
    void a_scan_that_goes_on_slowly_is_not_ended() {
        put("a", "b", "c", "d");
        ServedRows rows = scan();
        for (int i = 0; i < 3; i++) {
            assertThat(rows.next().isLast()).isFalse();
            world.advance(MINUTE.minusNanos(1));
        }
        assertThat(rows.next().isLast()).isTrue();
        world.advance(MINUTE.multipliedBy(2));
        assertThat(world.runOne()).as("a job that looks for idle scans").isFalse();
    }

    @Test
    @Tag("4.11")
    void a_scan_ends_when_its_time_is_over_and_not_before() {
        Scans scans = scans();
        Rows below = new Rows(() -> {});
        ServedRows rows = scans.lend(below);
        world.advance(MINUTE.dividedBy(2));
        rows.next();
        world.advance(MINUTE.minusNanos(1));
        scans.expire();
        assertThat(below.closes()).hasValue(0);
        world.advance(Duration.ofNanos(1));
        scans.expire();
        assertThat(below.closes()).hasValue(1);
        assertThat(problem(rows).reason()).isEqualTo(Reason.BUSY);
        assertThat(scans.nextExpiryNanos()).as("when another may end").isEmpty();
    }

    @Test
    @Tag("4.11")
    void a_scan_that_failed_is_not_looked_at_any_more() {
        Scans scans = scans();
        ServedRows rows = scans.lend(new Rows(() -> {
            throw new ArithmeticException("what a bug");
        }));
        assertThat(scans.nextExpiryNanos()).hasValue(MINUTE.toNanos());
        assertThatThrownBy(rows::next).isInstanceOf(ArithmeticException.class);
        assertThat(scans.nextExpiryNanos()).isEmpty();
    }

    @Test
    @Tag("4.11")
    void a_chunk_that_takes_long_is_not_taken_from_its_reader() {
        Scans scans = scans();
        ServedRows rows = scans.lend(new Rows(() -> {
            world.advance(MINUTE.multipliedBy(2));
            CompletableFuture.runAsync(scans::expire).join();
        }));
        rows.next();
        assertThat(rows.next().rows()).as("rows of the second chunk").isEmpty();
    }

    @Test
    @Tag("4.11")
    void what_the_store_fails_in_the_middle_of_a_scan_is_told_to_the_log_too() {
        ServedRows rows = scans().lend(new Rows(() -> {
            throw StoreException.Corrupt.told("bad block");
        }));
        assertThat(problem(rows).reason()).isEqualTo(Reason.CORRUPT);
        assertThat(told.lines()).containsExactly(failedFor("CORRUPT", "bad block"));
    }

    @Test
    @Tag("4.10")
    void a_scan_that_the_store_cannot_open_is_told_to_the_log_too() {
        store.failScans(StoreException.Failed.told("no disk"));
        assertThat(problem(scan()).reason()).isEqualTo(Reason.FAILED);
        assertThat(told.lines()).containsExactly(failedFor("FAILED", "no disk"));
    }

    @Test
    void the_figures_say_what_the_server_has_to_do_and_holds() {
        opened(SCANS);
        problem(scan());
        var _ = service.handle(new Request.OpenSession(), MINUTE);
        store.finish();
        ask(new Request.OpenSnapshot());
        assertThat(figures())
                .isEqualTo("{\"tables\":7,\"server\":{\"requests\":1,\"requestBytes\":0,\"scans\":3,"
                        + "\"sessions\":1,\"snapshots\":1,\"refused\":1}}");
    }

    @Test
    @Tag("4.10")
    void changes_without_bytes_take_room_too() {
        WriteBatch.Builder deletes = WriteBatch.builder();
        for (int i = 0; i < 100; i++) {
            deletes.delete(utf8(""));
        }
        var _ = service.handle(new Request.Write(deletes.build(), Optional.empty()), MINUTE);
        assertThat(figures()).contains("\"requestBytes\":6400");
    }

    private void put(String... keys) {
        Stream.of(keys).forEach(key -> store.put(utf8(key), utf8("1")));
    }

    private List<ServedRows> opened(int count) {
        return Stream.generate(this::scan).limit(count).toList();
    }

    private ServedRows scan() {
        return service.scan(Asked.ALL_ROWS);
    }

    private Scans scans() {
        ServiceOptions options = ServiceOptions.defaults().withScans(1, MINUTE);
        return new Scans(options, world.clock(), RequestLog.to(told, world.clock(), Duration.ofDays(1)));
    }

    private Reply ask(Request request) {
        return Asked.reply(service.handle(request, MINUTE));
    }

    private String figures() {
        return ((Reply.Figures) ask(new Request.Stats())).report().toJson();
    }

    private static Problem problem(ServedRows rows) {
        return rows.problemOf(catchThrowableOfType(StoreException.class, rows::next));
    }

    private static String failedFor(String reason, String why) {
        return "ERROR requestFailed {\"request\":\"scan\",\"reason\":\"" + reason + "\",\"why\":\"" + why
                + "\",\"times\":1}";
    }

    /// Chunks without rows, before each of which something happens.
    private record Rows(Runnable before, AtomicInteger closes) implements ServedRows {
        Rows(Runnable before) {
            this(before, new AtomicInteger());
        }

        @Override
        public RowChunk next() {
            before.run();
            return new RowChunk(List.of(), false, Optional.empty());
        }

        @Override
        public Problem problemOf(StoreException failure) {
            return Reason.problemOf(failure);
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }
}
