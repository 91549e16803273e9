package dev.cairn.rpc.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that answers one method, whatever is asked, with so many bytes that mean nothing to us.
final class ForeignServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;

    private ForeignServer(ServerServiceDefinition service) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            server = NettyServerBuilder.forAddress(anyPort)
                    .executor(threads)
                    .addService(service)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ForeignServer answering(MethodDescriptor<?, ?> method, int bytes) {
        MethodDescriptor<byte[], byte[]> raw =
                method.toBuilder(new Raw(), new Raw()).setSchemaDescriptor(null).build();
        return new ForeignServer(ServerServiceDefinition.builder(raw.getServiceName())
                .addMethod(raw, ServerCalls.asyncUnaryCall((_, call) -> {
                    call.onNext(new byte[bytes]);
                    call.onCompleted();
                }))
                .build());
    }

    /// A way to it that takes answers up to this size.
    GrpcWire wire(int messageBytesMax) {
        ChannelOptions options = ChannelOptions.defaults(threads).withMessageBytesMax(messageBytesMax);
        return GrpcWire.to(List.of("127.0.0.1:" + server.getPort()), options);
    }

    @Override
    public void close() {
        server.shutdownNow();
        Serving.await(server::isTerminated);
        threads.close();
    }

    /// Bytes as they are.
    private static final class Raw implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
