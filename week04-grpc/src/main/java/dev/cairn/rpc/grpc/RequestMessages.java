package dev.cairn.rpc.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.v1.BatchRequest;
import dev.cairn.rpc.v1.CloseSessionRequest;
import dev.cairn.rpc.v1.CloseSnapshotRequest;
import dev.cairn.rpc.v1.CompactRequest;
import dev.cairn.rpc.v1.CompareAndSetRequest;
import dev.cairn.rpc.v1.Condition;
import dev.cairn.rpc.v1.DeleteRequest;
import dev.cairn.rpc.v1.Frame;
import dev.cairn.rpc.v1.GetRequest;
import dev.cairn.rpc.v1.PutRequest;
import dev.cairn.rpc.v1.RenewSnapshotRequest;
import dev.cairn.rpc.v1.ScanRequest;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What is asked, as messages and back.
///
/// A field that is not set and one that is set and empty are two things: whoever loses the difference makes
/// an absent key of an empty value. What breaks a rule of the protocol is a [StoreException.Refused] with
/// the line that the asker is to read.
///
/// Thread-safe: there is no state.
final class RequestMessages {
    /// The most changes of one batch, however few bytes they have: each takes far more memory than it takes
    /// on the wire.
    static final int MUTATIONS_MAX = 100_000;

    private RequestMessages() {}

    static GetRequest get(Request.Get get) {
        GetRequest.Builder message = GetRequest.newBuilder().setKey(string(get.key()));
        get.snapshot().ifPresent(message::setSnapshot);
        return message.build();
    }

    static Request get(GetRequest message) {
        return new Request.Get(
                bytes(message.getKey()),
                message.hasSnapshot() ? OptionalLong.of(message.getSnapshot()) : OptionalLong.empty());
    }

    static PutRequest put(Request.Write write) {
        Mutation.Put put = (Mutation.Put) write.batch().mutations().getFirst();
        PutRequest.Builder message =
                PutRequest.newBuilder().setKey(string(put.key())).setValue(string(put.value()));
        write.id().ifPresent(id -> message.setId(id(id)));
        return message.build();
    }

    static Request put(PutRequest message) {
        WriteBatch.Builder batch = WriteBatch.builder().put(bytes(message.getKey()), bytes(message.getValue()));
        return new Request.Write(batch.build(), id(message.hasId(), message.getId()));
    }

    static DeleteRequest delete(Request.Write write) {
        Bytes key = write.batch().mutations().getFirst().key();
        DeleteRequest.Builder message = DeleteRequest.newBuilder().setKey(string(key));
        write.id().ifPresent(id -> message.setId(id(id)));
        return message.build();
    }

    static Request delete(DeleteRequest message) {
        WriteBatch.Builder batch = WriteBatch.builder().delete(bytes(message.getKey()));
        return new Request.Write(batch.build(), id(message.hasId(), message.getId()));
    }

    static BatchRequest batch(Request.Write write) {
        BatchRequest.Builder message = mutations(write.batch());
        write.id().ifPresent(id -> message.setId(id(id)));
        return message.build();
    }

    static BatchRequest batchIf(Request.WriteIf write) {
        Condition.Builder condition = Condition.newBuilder().setKey(string(write.key()));
        write.expected().ifPresent(value -> condition.setExpected(string(value)));
        BatchRequest.Builder message = mutations(write.batch()).setCondition(condition);
        write.id().ifPresent(id -> message.setId(id(id)));
        return message.build();
    }

    /// The write that `message` stands for: its mutations in their order, with its id if it has one. If there
    /// are more of them than [#MUTATIONS_MAX], that is said before anything else is looked at. Without a
    /// condition it is a [Request.Write]; with one it is a [Request.WriteIf] of the condition's key, and an
    /// expected value that is not set asks for an absent key. Whether the key of the condition is reserved
    /// is not asked here: a change of a reserved key is refused by the batch, and a condition on one by who
    /// applies it.
    ///
    /// @throws StoreException.Refused if there are too many mutations (the line says how many), one is neither
    ///     put nor delete (the line says so, and what may be done), or a key, a value or the id is not what it
    ///     must be
    @Exercise("4.2")
    static Request batch(BatchRequest message) {
        refuseTooMany(message.getMutationsCount());
        WriteBatch.Builder batch = WriteBatch.builder();
        message.getMutationsList().forEach(mutation -> addTo(batch, mutation));
        Optional<RequestId> id = id(message.hasId(), message.getId());
        if (!message.hasCondition()) {
            return new Request.Write(batch.build(), id);
        }
        Condition condition = message.getCondition();
        Bytes key = bytes(condition.getKey());
        return new Request.WriteIf(key, optional(condition.hasExpected(), condition.getExpected()), batch.build(), id);
    }

    @Solution
    private static void refuseTooMany(int mutations) {
        if (mutations > MUTATIONS_MAX) {
            throw new StoreException.Refused("a batch of " + mutations + " mutations, and " + MUTATIONS_MAX
                    + " are the most: send several batches");
        }
    }

    private static BatchRequest.Builder mutations(WriteBatch batch) {
        BatchRequest.Builder message = BatchRequest.newBuilder();
        for (Mutation mutation : batch.mutations()) {
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) ->
                    message.addMutationsBuilder()
                            .getPutBuilder()
                            .setKey(string(key))
                            .setValue(string(value));
                case Mutation.Delete(Bytes key) ->
                    message.addMutationsBuilder().getDeleteBuilder().setKey(string(key));
            }
        }
        return message;
    }

    @Solution
    private static void addTo(WriteBatch.Builder batch, dev.cairn.rpc.v1.Mutation mutation) {
        switch (mutation.getChangeCase()) {
            case PUT ->
                batch.put(
                        bytes(mutation.getPut().getKey()),
                        bytes(mutation.getPut().getValue()));
            case DELETE -> batch.delete(bytes(mutation.getDelete().getKey()));
            case CHANGE_NOT_SET ->
                throw new StoreException.Refused("a mutation of the batch is neither put nor delete: set one of them,"
                        + " or speak a version of the protocol that this node knows");
        }
    }

    /// Whether `write` says no more than "replace this value by that one, or by nothing": one change, and
    /// of the key of the condition. Then it travels as CompareAndSet, else as Batch with a condition.
    static boolean isCompareAndSet(Request.WriteIf write) {
        return write.batch().count() == 1
                && write.batch().mutations().getFirst().key().equals(write.key());
    }

    /// `write`, which [#isCompareAndSet], as a message. What is absent is not set: an absent expectation
    /// asks for an absent key, an absent replacement deletes; neither is the same as the empty value.
    @Exercise("4.2")
    static CompareAndSetRequest compareAndSet(Request.WriteIf write) {
        CompareAndSetRequest.Builder message = CompareAndSetRequest.newBuilder().setKey(string(write.key()));
        write.expected().ifPresent(value -> message.setExpected(string(value)));
        if (write.batch().mutations().getFirst() instanceof Mutation.Put put) {
            message.setReplacement(string(put.value()));
        }
        write.id().ifPresent(id -> message.setId(id(id)));
        return message.build();
    }

    /// The conditional write that `message` stands for: a batch of one change of its key. A replacement
    /// that is not set is a delete, one that is set and empty puts the empty value; an expectation that is
    /// not set asks for an absent key.
    ///
    /// @throws StoreException.Refused if the key is reserved, something is over its limit, or the id is
    /// none
    @Exercise("4.2")
    static Request compareAndSet(CompareAndSetRequest message) {
        Bytes key = bytes(message.getKey());
        WriteBatch.Builder batch = WriteBatch.builder();
        if (message.hasReplacement()) {
            batch.put(key, bytes(message.getReplacement()));
        } else {
            batch.delete(key);
        }
        Optional<Bytes> expected = optional(message.hasExpected(), message.getExpected());
        return new Request.WriteIf(key, expected, batch.build(), id(message.hasId(), message.getId()));
    }

    static ScanRequest scan(ScanQuestion question) {
        ScanRequest.Builder message = ScanRequest.newBuilder()
                .setLimit(question.limit())
                .setReverse(question.isReverse())
                .setKeysOnly(question.isKeysOnly());
        question.range().from().ifPresent(from -> message.setFrom(string(from)));
        question.range().to().ifPresent(to -> message.setTo(string(to)));
        question.snapshot().ifPresent(message::setSnapshot);
        return message.build();
    }

    /// The question that `message` stands for: the range from `from` to `to`, where a bound that is not set
    /// is open, [#narrowed] to the keys that begin with its prefix; its limit, direction and kind; and its
    /// snapshot, if it is set. (0 is a snapshot like any other.)
    ///
    /// @throws StoreException.Refused if the limit, which travels without a sign, is above what a `long`
    ///     holds; the line has the number as it was meant
    @Exercise("4.2")
    static ScanQuestion scan(ScanRequest message) {
        if (message.getLimit() < 0) {
            throw new StoreException.Refused("a limit of " + Long.toUnsignedString(message.getLimit())
                    + " rows is more than any store has: 0 asks for all");
        }
        KeyRange range = new KeyRange(
                optional(message.hasFrom(), message.getFrom()), optional(message.hasTo(), message.getTo()));
        return new ScanQuestion(
                narrowed(range, bytes(message.getPrefix())),
                message.getLimit(),
                message.getReverse(),
                message.getKeysOnly(),
                message.hasSnapshot() ? OptionalLong.of(message.getSnapshot()) : OptionalLong.empty());
    }

    /// The keys of `range` that begin with `prefix`: the later of the two beginnings, the earlier of the
    /// two ends. An open bound is no bound, and the empty prefix narrows nothing.
    @Exercise("4.2")
    static KeyRange narrowed(KeyRange range, Bytes prefix) {
        if (prefix.isEmpty()) {
            return range;
        }
        KeyRange begins = KeyRange.prefix(prefix);
        return new KeyRange(
                Stream.of(range.from(), begins.from()).flatMap(Optional::stream).max(Comparator.naturalOrder()),
                Stream.of(range.to(), begins.to()).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }

    static CompactRequest compact(Request.Compact compact) {
        CompactRequest.Builder message = CompactRequest.newBuilder();
        compact.range().from().ifPresent(from -> message.setFrom(string(from)));
        compact.range().to().ifPresent(to -> message.setTo(string(to)));
        return message.build();
    }

    static Request compact(CompactRequest message) {
        return new Request.Compact(new KeyRange(
                optional(message.hasFrom(), message.getFrom()), optional(message.hasTo(), message.getTo())));
    }

    static CloseSessionRequest closeSession(Request.CloseSession close) {
        return CloseSessionRequest.newBuilder()
                .setSession(string(close.session().bytes()))
                .build();
    }

    static Request closeSession(CloseSessionRequest message) {
        return new Request.CloseSession(new SessionId(bytes(message.getSession())));
    }

    static RenewSnapshotRequest renewSnapshot(Request.RenewSnapshot renew) {
        return RenewSnapshotRequest.newBuilder().setSnapshot(renew.snapshot()).build();
    }

    static Request renewSnapshot(RenewSnapshotRequest message) {
        return new Request.RenewSnapshot(message.getSnapshot());
    }

    static CloseSnapshotRequest closeSnapshot(Request.CloseSnapshot close) {
        return CloseSnapshotRequest.newBuilder().setSnapshot(close.snapshot()).build();
    }

    static Request closeSnapshot(CloseSnapshotRequest message) {
        return new Request.CloseSnapshot(message.getSnapshot());
    }

    static Frame frame(PeerStream.Frame frame) {
        return switch (frame) {
            case PeerStream.Frame.Hello(String from, String to, String cluster) ->
                Frame.newBuilder()
                        .setHello(
                                Frame.Hello.newBuilder().setFrom(from).setTo(to).setCluster(cluster))
                        .build();
            case PeerStream.Frame.Message(Bytes bytes) ->
                Frame.newBuilder().setMessage(string(bytes)).build();
        };
    }

    static PeerStream.Frame frame(Frame message) {
        return switch (message.getContentCase()) {
            case HELLO ->
                new PeerStream.Frame.Hello(
                        message.getHello().getFrom(),
                        message.getHello().getTo(),
                        message.getHello().getCluster());
            case MESSAGE -> new PeerStream.Frame.Message(bytes(message.getMessage()));
            case CONTENT_NOT_SET ->
                throw new StoreException.Refused("a frame is neither hello nor message: set one of them");
        };
    }

    /// The bytes of a field, copied once: the library reads an array much faster than a read-only view.
    static ByteString string(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.toArray());
    }

    /// The bytes of a field that cannot be absent.
    static Bytes bytes(ByteString string) {
        return Bytes.wrap(string.toByteArray());
    }

    /// The bytes of a field that can be absent: empty bytes if it is set and empty, nothing if it is not
    /// set.
    @Exercise("4.2")
    static Optional<Bytes> optional(boolean isSet, ByteString string) {
        return isSet ? Optional.of(bytes(string)) : Optional.empty();
    }

    private static dev.cairn.rpc.v1.RequestId id(RequestId id) {
        return dev.cairn.rpc.v1.RequestId.newBuilder()
                .setSession(string(id.session().bytes()))
                .setSlot(id.slot())
                .setSequence(id.sequence())
                .build();
    }

    private static Optional<RequestId> id(boolean isSet, dev.cairn.rpc.v1.RequestId id) {
        return isSet
                ? Optional.of(new RequestId(new SessionId(bytes(id.getSession())), id.getSlot(), id.getSequence()))
                : Optional.empty();
    }
}
