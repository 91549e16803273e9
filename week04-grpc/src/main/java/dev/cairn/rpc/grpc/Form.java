package dev.cairn.rpc.grpc;

import com.google.protobuf.Message;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.workbook.Exercise;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.io.InputStream;
import java.util.function.Function;

/// How values travel as messages of one kind.
///
/// Immutable.
///
/// @param bytes how the messages travel as bytes
/// @param <T> our values
/// @param <M> the generated messages
record Form<T, M extends Message>(Marshaller<M> bytes, Function<T, M> toMessage, Function<M, T> toValue)
        implements Marshaller<T> {

    /// A form of any message.
    static <T, M extends Message> Form<T, M> of(M prototype, Function<T, M> toMessage, Function<M, T> toValue) {
        return new Form<>(ProtoUtils.marshaller(prototype), toMessage, toValue);
    }

    /// A question: whatever comes in, it is clear or unclear, and never an exception.
    static <T, Q extends T, M extends Message> Marshaller<Asked<T>> asks(
            Class<Q> kind, M prototype, Function<Q, M> toMessage, Function<M, T> toQuestion) {
        Form<T, M> form = of(prototype, question -> toMessage.apply(kind.cast(question)), toQuestion);
        return new Questions<>(form, prototype.getDescriptorForType().getName());
    }

    /// A question that says nothing but what it is.
    static <T> Marshaller<Asked<T>> asksOnly(Message prototype, T question) {
        Form<T, Message> form = of(prototype, _ -> prototype, _ -> question);
        return new Questions<>(form, prototype.getDescriptorForType().getName());
    }

    /// An answer: what cannot be understood is one that was lost.
    static <A extends Reply, M extends Message> Marshaller<Reply> answers(
            Class<A> kind, M prototype, Function<A, M> toMessage, Function<M, Reply> toReply) {
        return new Answers<>(of(prototype, reply -> toMessage.apply(kind.cast(reply)), toReply));
    }

    /// An answer that says nothing but that it was done.
    static Marshaller<Reply> done(Message prototype) {
        return answers(Reply.Done.class, prototype, _ -> prototype, _ -> new Reply.Done());
    }

    @Override
    public InputStream stream(T value) {
        return bytes.stream(toMessage.apply(value));
    }

    /// The value of the message in `stream`.
    ///
    /// @throws StoreException.Refused if the bytes are no message of this kind, which [#bytes] tells by a
    ///     [StatusRuntimeException] and no other sign (the line begins `the bytes are no message of its
    ///     kind: ` and has its description), or if the message breaks a rule of the protocol, which
    ///     [#toValue] says
    @Exercise("4.2")
    @Override
    public T parse(InputStream stream) {
        try {
            return toValue.apply(bytes.parse(stream));
        } catch (StatusRuntimeException e) {
            // The one sign that the library gives of bytes that are no message of this kind.
            throw new StoreException.Refused("the bytes are no message of its kind: "
                    + e.getStatus().getDescription() + "; send what the protocol of version 1 says");
        }
    }

    /// Questions of one form.
    private record Questions<T, M extends Message>(Form<T, M> form, String name) implements Marshaller<Asked<T>> {
        @Override
        public InputStream stream(Asked<T> asked) {
            return switch (asked) {
                case Asked.Clear<T>(T question) -> form.stream(question);
                case Asked.Unclear<T>(Problem problem) -> {
                    Check.that(false, "what is unclear is not sent: %s", problem);
                    yield InputStream.nullInputStream();
                }
            };
        }

        /// A question that is clear, or what is wrong with it: the problem of the refusal
        /// ([Reason#problemOf]), its message behind the name of the message and a colon: `PutRequest: …`.
        @Exercise("4.2")
        @Override
        public Asked<T> parse(InputStream stream) {
            try {
                return new Asked.Clear<>(form.parse(stream));
            } catch (StoreException.Refused e) {
                Problem problem = Reason.problemOf(e);
                return new Asked.Unclear<>(
                        new Problem(problem.reason(), name + ": " + problem.message(), problem.elsewhere()));
            }
        }
    }

    /// Answers of one form.
    private record Answers<M extends Message>(Form<Reply, M> form) implements Marshaller<Reply> {
        @Override
        public InputStream stream(Reply reply) {
            return form.stream(reply);
        }

        /// The answer; or one that was lost, if it is refused: the server may have done anything, and that it
        /// was done cannot be read. The message says `the answer cannot be understood: …`.
        @Exercise("4.2")
        @Override
        public Reply parse(InputStream stream) {
            try {
                return form.parse(stream);
            } catch (StoreException.Refused e) {
                return Reply.failure(Reason.LOST, "the answer cannot be understood: " + e.getMessage());
            }
        }
    }
}
