package dev.cairn.rpc.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.access.ClientAccess;
import dev.cairn.rpc.access.Guard;
import dev.cairn.rpc.access.GuardedServer;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.grpc.ChannelOptions;
import dev.cairn.rpc.v1.BatchRequest;
import dev.cairn.rpc.v1.BatchResponse;
import dev.cairn.rpc.v1.GetRequest;
import dev.cairn.rpc.v1.GetResponse;
import dev.cairn.rpc.v1.Mutation;
import dev.cairn.rpc.v1.PutRequest;
import dev.cairn.rpc.v1.PutResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is too large is one clear error, whatever client sends it; the connection goes on.
class OversizedTest {
    private static final int KEY_BYTES_MAX = 64 * 1024;
    private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
    private static final Metadata.Key<String> LARGE = Metadata.Key.of("x-large", Metadata.ASCII_STRING_MARSHALLER);

    private final GuardedServer server = new GuardedServer(Guard.none());
    private final ManagedChannel channel =
            ChannelOptions.defaults(server.threads()).open(server.address());

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void a_key_over_the_limit() {
        PutRequest put =
                PutRequest.newBuilder().setKey(zeros(KEY_BYTES_MAX + 1)).build();
        refuses(
                "Put",
                put,
                PutResponse.getDefaultInstance(),
                Status.Code.INVALID_ARGUMENT,
                "key of 65537 bytes is over the limit of 65536 bytes");
        GetRequest get =
                GetRequest.newBuilder().setKey(zeros(KEY_BYTES_MAX + 1)).build();
        assertThat(call(channel, "Get", get, GetResponse.getDefaultInstance()).hasValue())
                .as("a row that cannot be there is absent")
                .isFalse();
    }

    @Test
    void a_value_over_the_limit_of_a_message() {
        PutRequest put = PutRequest.newBuilder()
                .setKey(zeros(1))
                .setValue(zeros(MESSAGE_BYTES_MAX))
                .build();
        refuses("Put", put, PutResponse.getDefaultInstance(), Status.Code.RESOURCE_EXHAUSTED, "exceeds maximum size");
    }

    @Test
    void a_batch_over_the_limit_and_one_with_a_key_over_it() {
        BatchRequest.Builder large = BatchRequest.newBuilder();
        for (int each = 0; each < 17; each++) {
            large.addMutations(put(zeros(8), zeros(1024 * 1024)));
        }
        BatchResponse answer = BatchResponse.getDefaultInstance();
        refuses("Batch", large.build(), answer, Status.Code.RESOURCE_EXHAUSTED, "exceeds maximum size");
        BatchRequest longKey = BatchRequest.newBuilder()
                .addMutations(put(zeros(8), zeros(8)))
                .addMutations(put(zeros(KEY_BYTES_MAX + 1), zeros(8)))
                .build();
        refuses(
                "Batch",
                longKey,
                answer,
                Status.Code.INVALID_ARGUMENT,
                "key of 65537 bytes is over the limit of 65536 bytes");
    }

    @Test
    void metadata_over_the_limit_does_not_leave_the_client() {
        Metadata headers = new Metadata();
        headers.put(LARGE, "x".repeat(20_000));
        Channel large = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        requireAnswer();
        assertThatThrownBy(() -> call(large, "Get", GetRequest.getDefaultInstance(), GetResponse.getDefaultInstance()))
                .hasStackTraceContaining("Header size exceeded max allowed size (16384)");
        Request get = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
        assertThat(server.ask(ClientAccess.plain(), get)).isEqualTo(new Reply.Value(Optional.empty()));
    }

    private void refuses(String method, Message request, Message answer, Status.Code code, String words) {
        assertThatThrownBy(() -> call(channel, method, request, answer))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(code);
                    assertThat(e.getStatus().getDescription()).contains(words);
                });
        requireAnswer();
    }

    private void requireAnswer() {
        GetRequest good = GetRequest.newBuilder().setKey(zeros(1)).build();
        assertThat(call(channel, "Get", good, GetResponse.getDefaultInstance())).isNotNull();
    }

    private static <Q extends Message, R extends Message> R call(Channel channel, String method, Q request, R answer) {
        @SuppressWarnings("unchecked") // The default instance of a message has its type.
        MethodDescriptor<Q, R> descriptor = MethodDescriptor.<Q, R>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("cairn.v1.KeyValue/" + method)
                .setRequestMarshaller(ProtoUtils.marshaller((Q) request.getDefaultInstanceForType()))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
        return ClientCalls.blockingUnaryCall(channel, descriptor, CallOptions.DEFAULT, request);
    }

    private static Mutation put(ByteString key, ByteString value) {
        return Mutation.newBuilder()
                .setPut(Mutation.Put.newBuilder().setKey(key).setValue(value))
                .build();
    }

    private static ByteString zeros(int bytes) {
        return ByteString.copyFrom(new byte[bytes]);
    }
}
