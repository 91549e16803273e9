package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.Background;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.commit.CommitRequest.Work;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Commits the writes of many callers as one record with one sync.
///
/// ```
///   writers   w1   w2 w3 w4          w5 w6
///             |    |__|__|___ queue ___|__|
///   leader    w1: | gather | record | sync | publish |        w1 leads a group of one
///                             w2: | gather | record | sync | publish |   w2 leads w2, w3, w4
///                                                           w5: | gather ...
/// ```
///
/// A caller that finds nobody leading leads; others wait in the queue. The leader takes what has gathered, and
/// commits it in four steps ([CommitTurn]). Then it names the next leader, before it wakes those whose writes are
/// done.
///
/// 1. At most one leads, and whoever is in the queue has a leader before it: nobody waits for ever.
/// 2. Requests commit in the order in which they were queued.
/// 3. Nothing is published that is not recorded, and under `always` nothing that is not durable; nobody is told of
///    success before both.
/// 4. A request with a condition is the first of its group, so the condition is judged against all that was before
///    it.
/// 5. If log and target may have come apart (a recorded group could not be published, or the machine ran out of
///    memory on the way), nothing further is taken but the closing ([CommitGate]).
///
/// What hangs on a future of `submit...`, and what runs alone, runs on the thread that leads. It may submit, and
/// must not wait: a commit it waited for might be this thread's own to lead. Who waits in such a place ([#write],
/// [#writeIf], [#alone], [#close]) gets an [IllegalStateException] at once.
///
/// Group commit: Gray and Reuter, "Transaction Processing", chapter 9; DeWitt et al., SIGMOD 1984. The writer queue:
/// LevelDB `DBImpl::Write`. Thread-safe.
public final class GroupCommit {
    private final CommitLog log;
    private final SyncPolicy syncPolicy;
    private final CommitTarget target;
    private final GroupCommitOptions options;
    private final Background background;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<CommitRequest> queue = new ArrayDeque<>();
    private final CommitGate gate = new CommitGate();
    private boolean isLed;
    private volatile Counts counts = new Counts(0, 0, 0);
    private volatile long lastSequence;

    /// Whether this thread leads and has just called what is not ours.
    private final ThreadLocal<Boolean> callsOut = ThreadLocal.withInitial(() -> false);

    /// What has been committed so far. Immutable.
    ///
    /// @param groups number of groups, each one record
    /// @param batches number of batches in them
    /// @param largestGroup the most batches in one group
    public record Counts(long groups, long batches, int largestGroup) {
        Counts with(int batchesInGroup) {
            return new Counts(groups + 1, batches + batchesInGroup, Math.max(largestGroup, batchesInGroup));
        }
    }

    /// @param lastSequence the highest sequence number that is taken
    public GroupCommit(
            CommitLog log,
            SyncPolicy syncPolicy,
            CommitTarget target,
            long lastSequence,
            GroupCommitOptions options,
            Background background) {
        this.log = log;
        this.syncPolicy = syncPolicy;
        this.target = target;
        this.lastSequence = lastSequence;
        this.options = options;
        this.background = background;
    }

    /// Commits `batch` and waits for it. An interrupt of the waiting thread is kept for later and changes nothing.
    public void write(WriteBatch batch) {
        await(new Work.Write(batch));
    }

    /// Commits `batch` if `key` then has the value `expected`, and waits.
    ///
    /// @return whether it had, and so was committed
    public boolean writeIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return await(new Work.WriteIf(key, expected, batch));
    }

    /// Runs `action` while nothing is being committed, and waits for it.
    ///
    /// @throws StoreException.ReadOnly if log and target may have come apart: it is not run then
    public void alone(Runnable action) {
        await(onWhole(action));
    }

    /// As [#write], without waiting. What hangs on the future runs on the thread that leads, and must not wait for
    /// a commit.
    public CompletableFuture<Boolean> submitWrite(WriteBatch batch) {
        return submit(new Work.Write(batch));
    }

    /// As [#writeIf], without waiting.
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        return submit(new Work.WriteIf(key, expected, batch));
    }

    /// As [#alone], without waiting. Whoever leads next, or leads now, runs it.
    public CompletableFuture<Boolean> submitAlone(Runnable action) {
        return submit(onWhole(action));
    }

    /// Commits what is queued, runs `last`, and refuses everything afterwards.
    public void close(Runnable last) {
        await(new Work.Alone(() -> {
            last.run();
            gate.close();
        }));
    }

    /// What has been committed so far.
    public Counts counts() {
        return counts;
    }

    /// The highest sequence number that is committed.
    public long lastSequence() {
        return lastSequence;
    }

    /// Throws [StoreException.ReadOnly] if log and target may have come apart.
    public void refuseIfBroken() {
        gate.refuseIfBroken();
    }

    /// A target that holds half a group is nothing to work on.
    private Work onWhole(Runnable action) {
        return new Work.Alone(() -> {
            gate.refuseIfBroken();
            action.run();
        });
    }

    private CompletableFuture<Boolean> submit(Work work) {
        CommitRequest request = new CommitRequest(work, null);
        try {
            if (enqueue(request)) {
                background.start(new CommitTurn(this));
            }
            return request.outcome();
        } catch (StoreException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private boolean await(Work work) {
        Check.that(!callsOut.get(), "what a commit calls must not wait for a commit: submit it, or use another thread");
        CommitRequest request = new CommitRequest(work, Thread.currentThread());
        boolean leads = enqueue(request);
        boolean wasInterrupted = false;
        while (!request.outcome().isDone()) {
            if (leads || request.leads()) {
                wasInterrupted |= new CommitTurn(this).run();
            } else {
                LockSupport.park(this);
                wasInterrupted |= Thread.interrupted();
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return request.answer();
    }

    /// Adds a request at the end of the queue, and answers whether its maker is to lead: then nobody else does, and
    /// from now on its maker does ([#isLed]). Others call this, and [#handOver], at the same time: [#lock].
    ///
    /// Before it is added it may be refused ([#refuse], [#refuseWhenFull]); then nothing has changed. A thread that
    /// lingers waits for the queue to hold [GroupCommitOptions#batchesMax] requests, and is woken by whoever adds
    /// the last of them: it is the one that waits for the first request. A background job comes back when its time
    /// is over.
    @Exercise("1.9")
    private boolean enqueue(CommitRequest request) {
        lock.lock();
        try {
            refuse(request);
            refuseWhenFull(request);
            queue.add(request);
            if (queue.size() == options.batchesMax()) {
                LockSupport.unpark(queue.element().waiter());
            }
            boolean leads = !isLed;
            isLed = true;
            return leads;
        } finally {
            lock.unlock();
        }
    }

    /// What stands alone is never one of many, and must get in however many writes wait: the closing of the store,
    /// and the checkpoint that keeps the log short.
    private void refuseWhenFull(CommitRequest request) {
        if (queue.size() >= options.queuedMax() && !(request.work() instanceof Work.Alone)) {
            throw new StoreException.Unavailable(
                    queue.size() + " writes are waiting already: try again later", Optional.empty());
        }
    }

    /// The requests of the next group, taken from the front of the queue, in its order. Called by the leader, who
    /// is there because the queue is not empty.
    ///
    /// The first request is always taken, however large it is. [Work.Alone] at the front is a group of its own.
    /// Else the next ones join as long as they are [Work.Write], the group stays within
    /// [GroupCommitOptions#batchesMax] requests and within [GroupCommitOptions#bytesMax] bytes of
    /// [CommitRequest#recordBytes], and nobody is passed over. So a condition and what stands alone never join a
    /// group, and a condition may lead one.
    ///
    /// Others add to the queue at the same time: [#lock].
    @Exercise("1.9")
    List<CommitRequest> takeGroup() {
        lock.lock();
        try {
            List<CommitRequest> group = new ArrayList<>();
            long bytes = 0;
            CommitRequest next = queue.peek();
            while (next != null && mayJoin(group, bytes, next)) {
                group.add(queue.remove());
                bytes += next.recordBytes();
                next = next.work() instanceof Work.Alone ? null : queue.peek();
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    @Solution
    private boolean mayJoin(List<CommitRequest> group, long bytes, CommitRequest next) {
        return group.isEmpty()
                || (next.work() instanceof Work.Write
                        && group.size() < options.batchesMax()
                        && bytes + next.recordBytes() <= options.bytesMax());
    }

    /// How long to wait for room for the next group. What stands alone needs none, nor what will be refused: behind
    /// the closing nobody makes room any more.
    Duration roomIsMadeIn() {
        if (!gate.takesWrites()) {
            return Duration.ZERO;
        }
        lock.lock();
        try {
            CommitRequest first = queue.peek();
            if (first == null || first.work() instanceof Work.Alone) {
                return Duration.ZERO;
            }
        } finally {
            lock.unlock();
        }
        CommitGate.refuseWithoutNumbers(lastSequence, target.sequenceMax());
        return target.makeRoom();
    }

    /// Whether a leader should wait for more to join, once.
    boolean shouldLinger() {
        if (options.linger().isZero()) {
            return false;
        }
        lock.lock();
        try {
            return queue.size() < options.batchesMax();
        } finally {
            lock.unlock();
        }
    }

    /// Ends a turn: names the next leader, and only then tells the members of `group`, in their order.
    ///
    /// The next leader is whoever is first in the queue now; if it is empty, nobody leads ([#isLed]), and the next
    /// who comes will. How it is named depends on who waits for that first request:
    ///
    /// - a thread: its request is appointed, and the thread is woken from [LockSupport#park];
    /// - nobody, and it is a write: a new [CommitTurn] is started in [#background];
    /// - nobody, and it stands alone: whoever led until now goes on to do it, which the answer says.
    ///
    /// A member is told true ([#tell]), or `failure` if there is one ([#fail]).
    ///
    /// @return whether the one who led must go on
    @Exercise("1.9")
    boolean handOver(List<CommitRequest> group, @Nullable RuntimeException failure) {
        @Nullable CommitRequest next;
        lock.lock();
        try {
            next = queue.peek();
            isLed = next != null;
        } finally {
            lock.unlock();
        }
        boolean goesOn = next != null && next.waiter() == null && next.work() instanceof Work.Alone;
        if (next != null && !goesOn) {
            appoint(next);
        }
        for (CommitRequest request : group) {
            if (failure == null) {
                tell(request, true);
            } else {
                fail(request, failure);
            }
        }
        return goesOn;
    }

    @Solution
    private void appoint(CommitRequest next) {
        if (next.waiter() == null) {
            background.start(new CommitTurn(this));
        } else {
            next.appointLeader();
            LockSupport.unpark(next.waiter());
        }
    }

    /// Tells who asked that it was committed, or that its condition did not hold.
    void tell(CommitRequest request, boolean answer) {
        callOut(() -> request.outcome().complete(answer));
        request.wake();
    }

    /// Tells who asked why it was not committed.
    void fail(CommitRequest request, RuntimeException failure) {
        callOut(() -> request.outcome().completeExceptionally(failure));
        request.wake();
    }

    /// Runs what is not ours on the thread that leads.
    void callOut(Runnable foreign) {
        boolean isInside = callsOut.get();
        callsOut.set(true);
        try {
            foreign.run();
        } finally {
            callsOut.set(isInside);
        }
    }

    /// Those who came into the queue while the store was being closed are refused like those who come later.
    void refuse(CommitRequest request) {
        gate.refuse(request);
    }

    /// Takes no more writes, and answers what the members of the group are told, in which `cause` struck.
    StoreException breakDown(Throwable cause) {
        return gate.breakDown(cause);
    }

    GroupCommitOptions options() {
        return options;
    }

    CommitTarget target() {
        return target;
    }

    /// Step two: the group as one record.
    void record(Bytes group) {
        log.record(group);
    }

    /// Step three: durable before it is acknowledged, if that is the policy.
    void syncIfAlways() {
        if (syncPolicy instanceof SyncPolicy.Always) {
            log.sync();
        }
    }

    /// Step four: visible to readers.
    void publish(BatchFormat.Batch group, int recordBytes, int batches) {
        target.publish(group, recordBytes);
        lastSequence = group.lastSequence();
        counts = counts.with(batches);
    }
}
