package dev.cairn.rpc.access;

import dev.cairn.rpc.call.Problem;

/// Is told of each call that was not let in.
///
/// What it is told neither waits nor fails. Thread-safe.
@FunctionalInterface
public interface AccessWatch {
    /// At which door somebody stood.
    enum Door {
        /// The door for programs.
        GRPC,
        /// The door for people, browsers and monitors.
        HTTP
    }

    /// Somebody was not let in.
    ///
    /// @param problem what was answered; it may have the name of a token, and never has a token
    void refused(Door door, Problem problem);

    /// Nobody is told.
    static AccessWatch none() {
        return (_, _) -> {};
    }
}
