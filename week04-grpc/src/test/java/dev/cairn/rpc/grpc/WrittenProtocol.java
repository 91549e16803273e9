package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Request;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/// What a call needs on gRPC's own threads, done once on the thread of the test: in an edition, exercises that are not
/// written yet are so known as what the test waits for.
///
/// Stateless.
public final class WrittenProtocol {
    private WrittenProtocol() {}

    /// A request is read, a failure is understood, a message finds room in a window.
    public static void isNeeded() {
        Request request = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
        try (InputStream message = Protocol.GET.streamRequest(new Asked.Clear<>(request))) {
            assertThat(Protocol.GET.parseRequest(message)).isEqualTo(new Asked.Clear<>(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(StatusTable.withoutReason(Status.INTERNAL)).isEqualTo(Reason.LOST);
        assertThat(new SendWindow(1).tryTake(1)).isTrue();
    }
}
