package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.SessionId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Requests and replies in few words.
final class Asked {
    static final SessionId SESSION = new SessionId(Bytes.hex("000102030405060708090a0b0c0d0e0f"));
    static final Reply DONE = new Reply.Done();

    /// All rows of now, in order.
    static final ScanQuestion ALL_ROWS = new ScanQuestion(KeyRange.all(), 0, false, false, OptionalLong.empty());

    private Asked() {}

    static Request get(String key) {
        return new Request.Get(utf8(key), OptionalLong.empty());
    }

    static Request.Write put(String key, String value) {
        return new Request.Write(
                WriteBatch.builder().put(utf8(key), utf8(value)).build(), Optional.empty());
    }

    static Request.Write put(RequestId id, String key, String value) {
        return new Request.Write(put(key, value).batch(), Optional.of(id));
    }

    /// Sets `key` to `value` if it is `expected`; an empty text stands for an absent key.
    static Request.WriteIf cas(RequestId id, String key, String expected, String value) {
        Optional<Bytes> before = expected.isEmpty() ? Optional.empty() : Optional.of(utf8(expected));
        return new Request.WriteIf(utf8(key), before, put(key, value).batch(), Optional.of(id));
    }

    static RequestId id(int slot, long sequence) {
        return new RequestId(SESSION, slot, sequence);
    }

    static Reply value(String value) {
        return new Reply.Value(Optional.of(utf8(value)));
    }

    static Reply absent() {
        return new Reply.Value(Optional.empty());
    }

    static Reply compared(boolean isApplied) {
        return new Reply.Compared(isApplied);
    }

    /// Why it failed.
    static Reason reason(Reply reply) {
        return reply instanceof Reply.Failure(var problem)
                ? problem.reason()
                : throwing(new AssertionError("expected a failure, found " + reply));
    }

    /// The same of an answer that must be there by now.
    static Reason reason(CompletableFuture<Reply> answer) {
        return reason(reply(answer));
    }

    /// An answer that must be there by now.
    static Reply reply(CompletableFuture<Reply> answer) {
        assertThat(answer).as("an answer that should be there").isDone();
        return answer.resultNow();
    }

    private static Reason throwing(AssertionError error) {
        throw error;
    }
}
