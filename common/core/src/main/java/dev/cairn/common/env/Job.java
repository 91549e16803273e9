package dev.cairn.common.env;

import dev.cairn.common.check.Check;
import java.time.Duration;

/// Work in resumable steps, for a [Background].
///
/// A job deals with its own failures. An exception that leaves [#step] is a bug: it ends the job, and goes to the
/// thread's uncaught-exception handler or, in a simulation, fails the run.
///
/// Steps of one job never run at the same time, and each sees what the one before it did.
public interface Job {
    /// What the work is called in traces and thread dumps: `sync`, `checkpoint`, `flush`.
    String name();

    /// Does one step and says what comes next.
    Next step();

    /// What a job wants after a step.
    sealed interface Next {
        /// Run the next step as soon as there is room.
        record Again() implements Next {}

        /// Run the next step when `delay` has passed.
        record After(Duration delay) implements Next {
            /// Refuses a time that is past already.
            public After {
                Check.argument(!delay.isNegative(), "a step cannot run %s from now", delay);
            }
        }

        /// There is no next step.
        record Done() implements Next {}
    }

    /// Run the next step as soon as there is room.
    static Next again() {
        return new Next.Again();
    }

    /// Run the next step when `delay` has passed.
    static Next after(Duration delay) {
        return new Next.After(delay);
    }

    /// There is no next step.
    static Next done() {
        return new Next.Done();
    }
}
