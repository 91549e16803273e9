package dev.cairn.common.env;

/// A place for work that no caller waits for: syncs on a schedule, checkpoints, flushes, compactions.
///
/// A [Job] is done in steps. Between two steps anything may happen: other jobs run, time passes, the process dies.
/// What must not be torn apart belongs into one step, and what a crash between two steps leaves behind is the job's
/// to know. In a simulation each step is one event of the world.
///
/// Thread-safe.
public interface Background extends AutoCloseable {
    /// Begins `job`; its first step runs some time later, on another thread, or never if this is closed first.
    Handle start(Job job);

    /// Starts no further step of any job and waits until the steps that are running have returned. A step must not
    /// call this. Closing twice is the same as once, and a job that is started afterwards never runs.
    @Override
    void close();

    /// Real threads, named `name-1` to `name-N`.
    static Background threads(String name, int threads) {
        return new ThreadBackground(name, threads);
    }

    /// A job that was started.
    interface Handle {
        /// Starts no further step, and waits for the one that is running, unless the caller is that step.
        /// Cancelling twice, or after the end, does nothing.
        void cancel();
    }
}
