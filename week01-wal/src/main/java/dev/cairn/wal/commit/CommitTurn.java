package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.commit.CommitRequest.Work;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The work of one leader of a [GroupCommit]: one group, in steps.
///
/// | step | what it does | a crash just after it leaves |
/// |---|---|---|
/// | make room | waits until the target has room | nothing |
/// | gather | takes the group from the queue, judges its condition, encodes it | nothing |
/// | record | appends the group to the log as one record | the group whole, or nothing of it |
/// | sync | makes the log durable, if the policy is `always` | the group |
/// | publish | makes it visible, hands over, tells the members | the group, acknowledged |
///
/// A thread that waits for its own write runs the steps one after another; for submitted writes they are a
/// background job, between whose steps others may run. Confined to whoever leads.
final class CommitTurn implements Job {
    /// What is to be done next.
    private enum Step {
        MAKE_ROOM,
        LINGER,
        GATHER,
        RECORD,
        SYNC,
        PUBLISH
    }

    /// Where a group goes at the end of its turn, with what its members are told if it failed. Answers whether the
    /// one who led must go on.
    interface Ending {
        boolean handOver(List<CommitRequest> group, @Nullable RuntimeException failure);
    }

    private static final BatchFormat.Batch NOTHING = new BatchFormat.Batch(0, List.of());

    private final GroupCommit commits;
    private final Supplier<List<CommitRequest>> groups;
    private final Ending ending;
    private Step step = Step.MAKE_ROOM;
    private List<CommitRequest> group = List.of();
    private BatchFormat.Batch batch = NOTHING;
    private Bytes encoded = Bytes.EMPTY;
    private boolean goesOn;

    /// For the queue of `commits`.
    CommitTurn(GroupCommit commits) {
        this(commits, commits::takeGroup, commits::handOver);
    }

    /// @param groups gives the next group, which holds at least one request and may be changed
    CommitTurn(GroupCommit commits, Supplier<List<CommitRequest>> groups, Ending ending) {
        this.commits = commits;
        this.groups = groups;
        this.ending = ending;
    }

    @Override
    public String name() {
        return "commit";
    }

    /// Does all steps, on a thread that waits for its own write.
    ///
    /// @return whether the thread was interrupted while it waited here: a flag that stays up ends each wait at once
    boolean run() {
        boolean wasInterrupted = false;
        for (Next next = step(); !(next instanceof Next.Done); next = step()) {
            if (next instanceof Next.After(Duration delay)) {
                LockSupport.parkNanos(commits, delay.toNanos());
                wasInterrupted |= Thread.interrupted();
            }
        }
        return wasInterrupted;
    }

    /// Does one step. What stands alone behind a group, with nobody who could lead for it, is done in the step that
    /// ends the group, so that the queue is never left to a leader who comes later.
    @Override
    public Next step() {
        Next next = attempt();
        while (goesOn) {
            next = attempt();
        }
        return next;
    }

    private Next attempt() {
        try {
            return switch (step) {
                case MAKE_ROOM -> makeRoom();
                case LINGER -> linger();
                case GATHER -> gather();
                case RECORD -> record();
                case SYNC -> sync();
                case PUBLISH -> publish();
            };
        } catch (RuntimeException failure) {
            return end(step == Step.PUBLISH ? commits.breakDown(failure) : failure);
        } catch (Error failure) {
            letGo();
            return end(commits.breakDown(failure));
        }
    }

    /// What is refused is refused to a whole group, as it is taken from the queue.
    private Next makeRoom() {
        Duration wait;
        try {
            wait = commits.roomIsMadeIn();
        } catch (RuntimeException refusal) {
            group = groups.get();
            throw refusal;
        }
        return wait.isZero() ? linger() : Job.after(wait);
    }

    private Next linger() {
        step = Step.GATHER;
        return commits.shouldLinger() ? Job.after(commits.options().linger()) : gather();
    }

    /// Step one: takes the group, and makes of it what is to be recorded.
    ///
    /// The group comes from [#groups]; it is a list of its own.
    ///
    /// 1. The first of the group may be refused: [GroupCommit#refuse] throws then.
    /// 2. What stands alone is run, by [GroupCommit#callOut], and that [#end]s the turn.
    /// 3. If the first has a condition, it is judged now, against the newest published state. If it does not hold,
    ///    that request alone leaves the group and is told ([GroupCommit#tell]); the others go on. So they do if it
    ///    cannot be judged, because reading failed: that request alone is told why ([GroupCommit#fail]).
    /// 4. The mutations of all members, in their order, are one batch, whose first sequence number is the one after
    ///    [GroupCommit#lastSequence]. It is kept in [#batch], and its bytes in [#encoded].
    /// 5. If there is no mutation, there is nothing to record, and the turn ends with success.
    ///
    /// @return [#then] the next step, or the [#end]
    @Exercise("1.8")
    private Next gather() {
        group = groups.get();
        commits.refuse(group.getFirst());
        if (group.getFirst().work() instanceof Work.Alone(Runnable action)) {
            commits.callOut(action);
            return end(null);
        }
        judgeCondition();
        encode();
        return batch.mutations().isEmpty() ? end(null) : then(Step.RECORD);
    }

    /// Step two: the group is in the log.
    @Exercise("1.8")
    private Next record() {
        commits.record(encoded);
        return then(Step.SYNC);
    }

    /// Step three: the group is durable, if that is the policy.
    @Exercise("1.8")
    private Next sync() {
        commits.syncIfAlways();
        return then(Step.PUBLISH);
    }

    /// Step four: the group is visible, counted by its requests, and the turn ends with success.
    @Exercise("1.8")
    private Next publish() {
        commits.publish(batch, encoded.length(), group.size());
        return end(null);
    }

    /// Only the first of a group may have a condition; if it does not hold, that one leaves with the answer no. And
    /// it leaves if nobody can say whether it holds.
    @Solution
    private void judgeCondition() {
        CommitRequest first = group.getFirst();
        if (first.work() instanceof Work.WriteIf(Bytes key, Optional<Bytes> expected, WriteBatch _)) {
            Optional<Bytes> found;
            try {
                found = commits.target().get(key);
            } catch (RuntimeException failure) {
                group.removeFirst();
                commits.fail(first, failure);
                return;
            }
            if (!found.equals(expected)) {
                group.removeFirst();
                commits.tell(first, false);
            }
        }
    }

    @Solution
    private void encode() {
        List<Mutation> mutations = new ArrayList<>();
        group.forEach(request -> mutations.addAll(mutationsOf(request)));
        batch = new BatchFormat.Batch(commits.lastSequence() + 1, mutations);
        encoded = BatchFormat.encode(batch);
    }

    @Solution
    private static List<Mutation> mutationsOf(CommitRequest request) {
        return switch (request.work()) {
            case Work.Write(WriteBatch batch) -> batch.mutations();
            case Work.WriteIf(Bytes _, Optional<Bytes> _, WriteBatch batch) -> batch.mutations();
            case Work.Alone _ -> List.of();
        };
    }

    /// Goes on with `next` when this job is next asked for a step.
    private Next then(Step next) {
        step = next;
        return Job.again();
    }

    /// What a group takes most memory with is of no use any more, and telling its members takes some. This takes
    /// none.
    private void letGo() {
        batch = NOTHING;
        encoded = Bytes.EMPTY;
    }

    /// Ends the turn of this group: with success, or with what its members are told.
    private Next end(@Nullable RuntimeException failure) {
        goesOn = ending.handOver(group, failure);
        group = List.of();
        step = Step.GATHER;
        return Job.done();
    }
}
