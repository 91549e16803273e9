package dev.cairn.rpc.client;

/// What a [FakeServer], or the way to it, does with one copy of a request.
///
/// Immutable.
enum Fault {
    NONE,
    /// It never arrives.
    LOST_BEFORE,
    /// There is no connection, and who sends knows it at once.
    UNREACHED,
    /// It is done, and the answer is lost.
    LOST_AFTER,
    /// It arrives when nobody waits any more, and is done then.
    LATE,
    /// It is done, and the server says that it does not know.
    UNKNOWN,
    BUSY,
    UNAVAILABLE,
    TOO_LATE,
    READ_ONLY,
    FAILED,
    /// Before it arrives, the server has forgotten all sessions.
    FORGOTTEN
}
