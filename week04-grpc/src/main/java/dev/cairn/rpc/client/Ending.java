package dev.cairn.rpc.client;

/// Why an operation ends without the answer that it wanted.
///
/// Immutable.
enum Ending {
    /// The last answer leaves nothing to try.
    ANSWERED("nothing is left to try"),
    /// Its deadline is over, or would be before the next retry.
    OUT_OF_TIME("its time is over"),
    /// Too much fails to send anything again.
    OUT_OF_BUDGET("so much fails that no retries are left"),
    /// It has no id, by which a server would know it again.
    SENT_ONCE("without a session it is sent only once"),
    /// The client is being closed.
    CLOSED("the client was closed");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    /// For a message.
    String words() {
        return words;
    }
}
