package dev.cairn.rpc.log;

import dev.cairn.common.cli.Report;

/// Where a node tells what happens to it: events, each a name and findings, which a program can read as
/// well as a person.
///
/// A name is one word of camel case in the past or present: `started`, `sessionExpired`. What is told
/// neither waits nor fails. Thread-safe.
public interface NodeLog {
    /// How much an event matters, from the most to the least.
    enum Level {
        /// Something is broken, and somebody is to mend it.
        ERROR,
        /// What whoever runs a node may want to know: it started, it has too much to do.
        INFO,
        /// What happens all the time.
        DEBUG
    }

    /// Whether somebody listens to events of `level`: what is costly to find out is only found out then.
    boolean takes(Level level);

    /// Tells an event, if somebody listens to its level.
    ///
    /// @param findings not changed afterwards
    void tell(Level level, String event, Report findings);

    /// Nobody listens.
    static NodeLog none() {
        return Deaf.INSTANCE;
    }
}
