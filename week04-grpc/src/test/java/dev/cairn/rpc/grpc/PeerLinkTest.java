package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.World;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A link whose connections are of no use.
@Tag("4.15")
class PeerLinkTest {
    private static final Bytes MESSAGE = Bytes.utf8("m");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final World world = new World(1);
    private final List<ManagedChannel> dialled = new ArrayList<>();
    private final PeerLink link = new PeerLink(
            new PeerStream.Frame.Hello("a", "b", ""),
            this::dialAndEnd,
            GrpcTransport.Options.defaults(),
            world.clock(),
            _ -> PAUSE.toNanos());

    @Test
    void a_stream_that_ends_while_it_begins_is_none_and_another_is_tried_after_the_pause() {
        assertThat(link.send(MESSAGE)).isFalse();
        assertThat(link.trouble()).isPresent();
        assertThat(link.send(MESSAGE)).isFalse();
        assertThat(dialled).as("connections within the pause").hasSize(1);
        world.advance(PAUSE);
        assertThat(link.send(MESSAGE)).isFalse();
        assertThat(dialled).as("connections after the pause").hasSize(2);
    }

    /// A connection on which every call ends at once, on the thread that begins it.
    private Optional<ManagedChannel> dialAndEnd() {
        ManagedChannel channel =
                InProcessChannelBuilder.forName("nobody").directExecutor().build();
        channel.shutdownNow();
        dialled.add(channel);
        return Optional.of(channel);
    }
}
