package dev.cairn.rpc.grpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What a marshaller made, as nothing but bytes: within one process gRPC would hand the message itself
/// over.
final class OnTheWire {
    private OnTheWire() {}

    static InputStream of(InputStream made) {
        try (made) {
            return new ByteArrayInputStream(made.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
