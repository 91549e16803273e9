package dev.cairn.lsm.flush;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// Where the one job of its kind runs, until all is stopped.
///
/// A job is started and noted under one lock, which [#stop] takes too: so none goes on behind a store that
/// is closed, in a directory that may have another owner by then.
///
/// Thread-safe.
public final class JobSlot {
    private final Background background;
    private final AtomicBoolean isTaken = new AtomicBoolean();
    private final ReentrantLock starting = new ReentrantLock();
    private Optional<Started> last = Optional.empty();
    private boolean isStopped;

    /// What runs here.
    public interface Work extends Job {
        /// Releases and removes what is half done. No step runs any more.
        void drop();
    }

    /// Some work, and what cancels it.
    private record Started(Work work, Background.Handle handle) {}

    /// A slot in which nothing runs.
    public JobSlot(Background background) {
        this.background = background;
    }

    /// Takes the slot, for a job that is then to be started; false if somebody has it. Of those who ask at the
    /// same time, one gets it.
    public boolean take() {
        return isTaken.compareAndSet(false, true);
    }

    /// Gives the slot back: the job that ran in it has ended.
    public void leave() {
        isTaken.set(false);
    }

    /// Starts `work` in the slot, which was taken for it: the [#background] starts it, and [#last] is it and what
    /// cancels it. Nothing is done if all has been stopped ([#isStopped]).
    ///
    /// All of that is done under the lock [#starting]: a stop finds either nothing that was started, and lets
    /// nothing be started, or all of it. If `work` cannot be started, for whatever reason, the slot is free again
    /// ([#leave]) before that is thrown.
    @Exercise("2.15")
    public void start(Work work) {
        starting.lock();
        try {
            if (!isStopped) {
                last = Optional.of(new Started(work, background.start(work)));
            }
        } catch (RuntimeException | Error failure) {
            leave();
            throw failure;
        } finally {
            starting.unlock();
        }
    }

    /// Begins nothing any more, waits for the step that is running, and drops what is half done.
    ///
    /// Under the lock it only says so ([#isStopped]) and takes the [#last] that was started: to cancel waits for a
    /// step, and that step may be about to start something. Then, outside of it, that is cancelled, and after that
    /// dropped ([Work#drop]), for no step runs any more.
    @Exercise("2.15")
    public void stop() {
        stopStarting().ifPresent(started -> {
            started.handle().cancel();
            started.work().drop();
        });
    }

    /// From here on nothing is started, so what was started last is all that may be running.
    @Solution
    private Optional<Started> stopStarting() {
        starting.lock();
        try {
            isStopped = true;
            return last;
        } finally {
            starting.unlock();
        }
    }
}
