package dev.cairn.sim.crash;

import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Does the steps of a workload to a store, and keeps book of what must and what may be left of them.
///
/// | the store answers | the write |
/// |---|---|
/// | normally | took effect; what that means after a crash is the [Promise] |
/// | [StoreException.UnknownOutcome] | may have taken effect, and from the next opening on that is settled |
/// | any other [StoreException] | did not take effect, now or after any crash |
/// | anything else | is a bug |
///
/// Where nothing was made to fail, every exception is a finding.
///
/// Confined to one thread.
final class Client {
    private final Subject subject;
    private final World world;
    private final SimFileSystem files;
    private final History history = new History();
    private final List<InFlight> inFlight = new ArrayList<>();
    private @Nullable LiveStore live;
    private boolean isFailureExpected;
    private int powerFloor;

    /// A write that was begun and has no answer yet.
    private record InFlight(int number, CompletableFuture<Void> answer) {}

    Client(Subject subject, World world, SimFileSystem files) {
        this.subject = subject;
        this.world = world;
        this.files = files;
    }

    /// From now on operations may fail, because calls are made to fail.
    void expectFailures() {
        isFailureExpected = true;
    }

    History history() {
        return history;
    }

    /// How many of the changes must survive a power cut at this moment.
    int powerFloor() {
        return subject.promise() == Promise.DURABLE ? killFloor() : powerFloor;
    }

    /// How many must survive the death of the process.
    int killFloor() {
        settleAnswered();
        return history.acknowledged();
    }

    /// Opens the store and compares what it holds with what it may hold.
    void open() {
        LiveStore opened = openOnceMoreIfItFails();
        live = opened;
        Contents found = readOnceMoreIfItFails(opened);
        if (!history.hashesFrom(killFloor()).contains(found.hash())) {
            throw history.judge(found, killFloor());
        }
        history.observe(found);
    }

    /// Does one step.
    void run(Op op) {
        world.note("client", op.toString());
        switch (op) {
            case Op.Write(WriteBatch batch) -> write(batch, true);
            case Op.Begin(WriteBatch batch) -> write(batch, false);
            case Op.CompareAndSet change -> compareAndSet(change);
            case Op.Tick tick -> tick(tick);
            case Op.Reopen() -> reopen();
            case Op.Kill() -> kill();
            case Op.Act(String name) -> act(name);
        }
        settleAnswered();
    }

    /// Whether what the open store shows now is possible.
    void compareReads() {
        Contents shown = readOnceMoreIfItFails(live());
        Set<Contents> possible = history.now();
        boolean isPossible = inFlight.isEmpty()
                ? possible.contains(shown)
                : history.hashesFrom(killFloor()).contains(shown.hash());
        if (!isPossible) {
            throw new Finding(
                    Invariant.MODEL,
                    "the open store does not show what was written: "
                            + shown.differenceFrom(possible.iterator().next()));
        }
    }

    private void write(WriteBatch batch, boolean isAwaited) {
        int number = history.issue(before -> Set.of(before.with(batch)));
        tolerating(number, () -> {
            CompletableFuture<Void> answer = live().begin(batch);
            if (isAwaited) {
                live().await(answer);
                history.settle(number, History.Fate.ACKNOWLEDGED);
            } else {
                inFlight.add(new InFlight(number, answer));
            }
        });
    }

    private void compareAndSet(Op.CompareAndSet op) {
        int number = history.issue(before -> Set.of(replaced(before, op)));
        tolerating(number, () -> {
            boolean wasReplaced = live().compareAndSet(op.key(), op.expected(), op.replacement());
            history.settleAs(
                    number,
                    before -> before.get(op.key()).equals(op.expected()) == wasReplaced
                            ? Set.of(replaced(before, op))
                            : Set.of());
        });
    }

    private static Contents replaced(Contents before, Op.CompareAndSet op) {
        return before.get(op.key()).equals(op.expected()) ? before.with(op.key(), op.replacement()) : before;
    }

    private void tick(Op.Tick tick) {
        if (tick.duration().isZero()) {
            world.runOne();
        } else {
            world.advance(tick.duration());
        }
    }

    private void reopen() {
        int acknowledged = killFloor();
        try {
            live().close();
            powerFloor = subject.promise() == Promise.KERNEL ? acknowledgedAfterClose() : powerFloor;
        } catch (StoreException e) {
            expectFailure("close", e);
            powerFloor = Math.max(powerFloor, subject.promise() == Promise.DURABLE ? acknowledged : 0);
        }
        settleAnswered();
        history.abandonIssued();
        open();
    }

    private int acknowledgedAfterClose() {
        settleAnswered();
        return history.acknowledged();
    }

    private void kill() {
        settleAnswered();
        inFlight.clear();
        history.abandonIssued();
        live().kill();
        files.kill();
        open();
    }

    private void act(String name) {
        try {
            boolean isAllDurable = live().act(subject.act(name));
            settleAnswered();
            if (isAllDurable) {
                powerFloor = history.acknowledged();
            }
        } catch (StoreException e) {
            expectFailure(name, e);
        }
    }

    private void settleAnswered() {
        inFlight.removeIf(write -> {
            if (!write.answer().isDone()) {
                return false;
            }
            tolerating(write.number(), () -> {
                live().await(write.answer());
                history.settle(write.number(), History.Fate.ACKNOWLEDGED);
            });
            return true;
        });
    }

    private void tolerating(int number, Runnable operation) {
        try {
            operation.run();
        } catch (StoreException.UnknownOutcome e) {
            expectFailure("write " + (number + 1), e);
            history.settle(number, History.Fate.OPEN);
        } catch (StoreException e) {
            expectFailure("write " + (number + 1), e);
            history.settle(number, History.Fate.REFUSED);
        }
    }

    private LiveStore openOnceMoreIfItFails() {
        try {
            return LiveStore.open(subject, world, files);
        } catch (StoreException e) {
            expectFailure("open", e);
            return reopenAfter(e);
        }
    }

    private Contents readOnceMoreIfItFails(LiveStore opened) {
        try {
            return Contents.of(opened.store());
        } catch (StoreException e) {
            expectFailure("scan", e);
        }
        try {
            return Contents.of(opened.store());
        } catch (StoreException e) {
            throw new Finding(
                    Invariant.MODEL, "reading goes on failing although one call only was made to fail: " + e, e);
        }
    }

    /// One call was made to fail; the next attempt meets a disk without faults.
    private LiveStore reopenAfter(StoreException first) {
        try {
            return LiveStore.open(subject, world, files);
        } catch (StoreException second) {
            throw new Finding(
                            Invariant.REC,
                            "opening failed once because a call was made to fail, and again with nothing in its way: "
                                    + second.getMessage(),
                            second)
                    .after("the first failure was: " + first.getMessage(), List.of());
        }
    }

    private void expectFailure(String what, StoreException failure) {
        if (!isFailureExpected) {
            throw new Finding(
                    Invariant.REC, what + " failed though no fault was injected: " + failure.getMessage(), failure);
        }
        world.note("client", what + ": " + failure.getClass().getSimpleName() + ", " + failure.getMessage());
    }

    private LiveStore live() {
        return Optional.ofNullable(live).orElseThrow(() -> new IllegalStateException("the store has not been opened"));
    }
}
