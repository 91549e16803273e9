package dev.cairn.rpc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.net.NodeId;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import dev.cairn.sim.net.LinkQuality;
import dev.cairn.sim.net.SimNetwork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Questions and answers over a network that does with them what it likes.
class PeersTest {
    private static final NodeId A = NodeId.of("a");
    private static final NodeId B = NodeId.of("b");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World(1);
    private final SimNetwork<PeerMessage> network = new SimNetwork<>(world);
    private int asked;
    private final Peers a = join(A, Peers.Server.none());
    private final Peers b = join(B, (_, _) -> {
        asked++;
        return CompletableFuture.completedFuture(new Reply.Done());
    });
    private final StoreWire wire = a.to(B);

    private Peers join(NodeId name, Peers.Server server) {
        SimProcess process = new SimProcess(world, name);
        return Peers.join(
                receiver -> network.join(process, receiver),
                server,
                process.env().background(),
                process.env().random());
    }

    private Reply ask(StoreWire by) {
        CompletableFuture<Reply> answer = by.send(new Request.Stats(), SECOND);
        world.advance(SECOND.multipliedBy(10));
        return answer.join();
    }

    private static Reason reasonOf(Reply reply) {
        return ((Reply.Failure) reply).problem().reason();
    }

    @Test
    void a_question_is_answered_by_the_node_that_was_asked() {
        assertThat(ask(wire)).isEqualTo(new Reply.Done());
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void a_question_that_arrives_twice_has_one_answer() {
        network.quality(LinkQuality.good().withDuplicateRate(1));

        assertThat(ask(wire)).isEqualTo(new Reply.Done());
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void an_answer_that_is_lost_or_late_is_a_lost_one() {
        network.quality(B, A, LinkQuality.good().withDropRate(1));
        assertThat(reasonOf(ask(wire))).isEqualTo(Reason.LOST);

        network.quality(B, A, LinkQuality.good().withDelay(SECOND, Duration.ZERO));
        assertThat(reasonOf(ask(wire))).isEqualTo(Reason.LOST);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_question_that_was_not_taken_was_not_asked() {
        assertThat(reasonOf(ask(a.to(NodeId.of("nobody"))))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void a_node_that_only_asks_answers_that_it_has_no_store() {
        assertThat(reasonOf(ask(b.to(A)))).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void closing_a_wire_loses_what_is_under_way_on_it_and_nothing_else() {
        StoreWire other = a.to(B);
        CompletableFuture<Reply> lost = wire.send(new Request.Stats(), SECOND);
        wire.close();

        assertThat(reasonOf(lost.join())).isEqualTo(Reason.LOST);
        assertThat(reasonOf(ask(wire))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(ask(other)).isEqualTo(new Reply.Done());
    }
}
