package dev.cairn.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.client.RemoteCore;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A lease step by step: when it is renewed, when no more, and what the server hears at the end.
@Tag("4.14")
class SnapshotLeaseTest {
    private static final Duration LIFE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final long SNAPSHOT = 7;
    private static final Request RENEW = new Request.RenewSnapshot(SNAPSHOT);
    private static final Request CLOSE = new Request.CloseSnapshot(SNAPSHOT);

    private final World world = new World(1, Trace.off());
    private final Told wire = new Told();
    private final OneJob background = new OneJob();
    private final RemoteCore core = RemoteCore.over(
            wire,
            RetryOptions.DEFAULT.withBudget(0, 0),
            world.clock(),
            world.env().background(),
            world.env().random());
    private final SnapshotLease lease = SnapshotLease.keep(core, background, new Reply.SnapshotOpened(SNAPSHOT, LIFE));

    @Test
    void a_fresh_snapshot_is_renewed_after_a_third_of_its_life_and_then_each_third() {
        assertThat(background.step()).isEqualTo(Job.after(PAUSE));
        assertThat(wire.requests).as("requests at the beginning").isEmpty();
        assertThat(background.step()).isEqualTo(Job.after(PAUSE));
        assertThat(background.step()).isEqualTo(Job.after(PAUSE));
        assertThat(wire.requests).containsExactly(RENEW, RENEW);
    }

    @Test
    void a_renewal_that_is_lost_is_no_reason_to_give_the_snapshot_up() {
        for (Reason each : List.of(Reason.LOST, Reason.BUSY, Reason.FAILED, Reason.REFUSED, Reason.UNAVAILABLE)) {
            wire.answer = Reply.failure(each, "this time not");
            assertThat(background.step()).as("after %s", each).isEqualTo(Job.after(PAUSE));
            world.advance(PAUSE);
        }
        wire.requests.clear();
        assertThat(background.step()).isEqualTo(Job.after(PAUSE));
        assertThat(wire.requests).containsExactly(RENEW);
    }

    @Test
    void a_snapshot_that_is_gone_is_renewed_no_more() {
        background.step();
        wire.answer = Reply.failure(Reason.SNAPSHOT_UNKNOWN, "not known any more");
        assertThat(background.step()).isEqualTo(Job.after(PAUSE));
        assertThat(background.step()).isEqualTo(Job.done());
        assertThat(wire.requests).containsExactly(RENEW);
    }

    @Test
    void a_client_that_was_shut_down_renews_nothing() {
        background.step();
        var _ = core.shutDown(Duration.ZERO);
        assertThat(background.step()).isEqualTo(Job.done());
        assertThat(wire.requests).isEmpty();
    }

    @Test
    void the_last_who_lets_go_ends_the_renewals_and_tells_the_server_without_the_lock() {
        lease.hold();
        lease.letGo();
        assertThat(wire.requests).as("requests while somebody holds it").isEmpty();
        assertThat(background.isCancelled).isFalse();
        lease.letGo();
        assertThat(wire.requests).containsExactly(CLOSE);
        assertThat(wire.isLocked).as("whether the lock was held").containsExactly(false);
        assertThat(background.isCancelled).as("that there are no more renewals").isTrue();
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void nobody_waits_for_the_answer_of_the_server() {
        wire.isSilent = true;
        lease.letGo();
        assertThat(wire.requests).containsExactly(CLOSE);
    }

    @Test
    void who_comes_after_the_last_has_let_go_gets_nothing() {
        lease.letGo();
        assertThatThrownBy(lease::hold).isInstanceOf(StoreException.Closed.class);
    }

    /// A wire that keeps what it is asked, and has one answer to all, or none.
    private final class Told implements StoreWire {
        private final List<Request> requests = new ArrayList<>();
        private final List<Boolean> isLocked = new ArrayList<>();
        private Reply answer = new Reply.Done();
        private boolean isSilent;

        @Override
        public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
            requests.add(request);
            isLocked.add(Thread.holdsLock(lease));
            return isSilent ? new CompletableFuture<>() : CompletableFuture.completedFuture(answer);
        }

        @Override
        public RowStream scan(ScanQuestion question, Duration patience) {
            throw new UnsupportedOperationException("this wire is asked no scans");
        }

        @Override
        public void close() {}
    }

    /// A background with one job, whose steps a test does.
    private static final class OneJob implements Background {
        private final List<Job> jobs = new ArrayList<>();
        private boolean isCancelled;

        Job.Next step() {
            return jobs.getFirst().step();
        }

        @Override
        public Handle start(Job job) {
            jobs.add(job);
            return () -> isCancelled = true;
        }

        @Override
        public void close() {}
    }
}
