package dev.cairn.rpc.cli.sim;

/// What becomes of one exchange of a request and its answer.
enum Fate {
    /// Both arrive.
    DELIVER,
    /// The request does not arrive.
    DROP_REQUEST,
    /// The answer does not arrive.
    DROP_REPLY,
    /// The request arrives twice.
    DUPLICATE,
    /// The request arrives when the operation's time is long over.
    DELAY,
    /// The server stands still before it deals with the request, for longer than the answer is waited for.
    PAUSE,
    /// The server dies when the request arrives.
    KILL_BEFORE,
    /// The server dies when it would send the answer.
    KILL_AFTER
}
