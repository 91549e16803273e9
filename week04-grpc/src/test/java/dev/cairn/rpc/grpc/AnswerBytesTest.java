package dev.cairn.rpc.grpc;

import static dev.cairn.rpc.grpc.Serving.PATIENCE;
import static dev.cairn.rpc.grpc.Serving.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Values that clients ask for and do not take wait in the server's memory: no more of them than fit.
class AnswerBytesTest {
    private static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
    private static final Reply VALUE = value(Serving.MESSAGE_BYTES_MAX - 1_000);

    private final Serving serving =
            Serving.replies(Serving.Way.LOOPBACK, (_, _) -> CompletableFuture.completedFuture(VALUE));
    private final ManagedChannel narrow = serving.narrow(64 * 1024);

    @BeforeEach
    void need_what_runs_on_other_threads() {
        WrittenProtocol.isNeeded();
    }

    @AfterEach
    void close_all() {
        narrow.shutdownNow();
        Serving.await(narrow::isTerminated);
        serving.close();
    }

    @Test
    void a_value_beside_those_that_nobody_takes_is_busy_and_has_room_when_they_are_taken() {
        ClientCall<Asked<Request>, Reply> standing = ask();
        var _ = ask();
        assertThat(busy()).contains("values of " + 2 * size(VALUE) + " bytes wait for clients to take them");
        standing.request(2);
        Serving.await(() -> reply(serving.wire().send(GET, PATIENCE)).equals(VALUE));
    }

    @Test
    void a_value_that_nobody_wants_any_more_gives_its_room_back() {
        ClientCall<Asked<Request>, Reply> standing = ask();
        var _ = ask();
        busy();
        standing.cancel("enough", null);
        Serving.await(() -> reply(serving.wire().send(GET, PATIENCE)).equals(VALUE));
    }

    @Test
    void values_that_are_taken_leave_their_room_to_others() {
        for (int i = 0; i < 10; i++) {
            assertThat(reply(serving.wire().send(GET, PATIENCE))).isEqualTo(VALUE);
        }
    }

    /// Asks, and takes nothing of the answer when it begins to come.
    private ClientCall<Asked<Request>, Reply> ask() {
        AtomicBoolean isComing = new AtomicBoolean();
        ClientCall<Asked<Request>, Reply> call = narrow.newCall(Protocol.GET, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onHeaders(Metadata headers) {
                        isComing.set(true);
                    }
                },
                new Metadata());
        call.sendMessage(new Asked.Clear<>(GET));
        call.halfClose();
        Serving.await(isComing::get);
        return call;
    }

    /// What somebody else is told who asks.
    private String busy() {
        Problem problem = ((Reply.Failure) reply(serving.wire().send(GET, PATIENCE))).problem();
        assertThat(problem.reason()).isEqualTo(Reason.BUSY);
        return problem.message();
    }

    private static Reply value(int bytes) {
        return new Reply.Value(Optional.of(Bytes.wrap(new byte[bytes])));
    }

    private static int size(Reply reply) {
        return ((Reply.Value) reply).value().orElseThrow().length();
    }
}
