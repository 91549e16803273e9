package dev.cairn.rpc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import dev.cairn.sim.net.LinkQuality;
import dev.cairn.sim.net.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Questions and answers over a network that does with them what it likes.
class PeersTest {
    private static final NodeId A = NodeId.of("a");
    private static final NodeId B = NodeId.of("b");
    private static final NodeId C = NodeId.of("c");
    private static final NodeId D = NodeId.of("d");
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
        return join(new SimProcess(world, name), server);
    }

    private Peers join(SimProcess process, Peers.Server server) {
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
    void only_the_first_answer_of_the_node_that_was_asked_counts() {
        List<Envelope<PeerMessage>> arrived = new ArrayList<>();
        Transport<PeerMessage> c = joinRaw(C, arrived::add);
        Transport<PeerMessage> d = joinRaw(D, arrived::add);
        CompletableFuture<Reply> answer = a.to(C).send(new Request.Stats(), SECOND.multipliedBy(60));
        world.advance(SECOND);
        long id = idOf(arrived.getFirst());

        d.send(A, new PeerMessage.Answer(id, new Reply.Compared(true)));
        world.advance(SECOND);
        assertThat(answer).as("answered by another node").isNotDone();

        c.send(A, new PeerMessage.Answer(id, new Reply.Done()));
        world.advance(SECOND);
        c.send(A, new PeerMessage.Answer(id, new Reply.Compared(false)));
        world.advance(SECOND);
        assertThat(answer).isCompletedWithValue(new Reply.Done());
    }

    @Test
    void an_answer_to_an_earlier_life_is_not_taken_for_one_to_this() {
        List<Envelope<PeerMessage>> arrived = new ArrayList<>();
        Transport<PeerMessage> c = joinRaw(C, arrived::add);
        SimProcess first = new SimProcess(world, D);
        var _ = join(first, Peers.Server.none()).to(C).send(new Request.Stats(), SECOND);
        world.advance(SECOND);
        first.kill();
        Peers second = join(first.restart(), Peers.Server.none());
        CompletableFuture<Reply> answer = second.to(C).send(new Request.Stats(), SECOND.multipliedBy(60));
        world.advance(SECOND);

        c.send(D, new PeerMessage.Answer(idOf(arrived.getFirst()), new Reply.Compared(true)));
        world.advance(SECOND);
        assertThat(answer).as("answered to an earlier life").isNotDone();
        c.send(D, new PeerMessage.Answer(idOf(arrived.getLast()), new Reply.Done()));
        world.advance(SECOND);
        assertThat(answer).isCompletedWithValue(new Reply.Done());
    }

    private Transport<PeerMessage> joinRaw(NodeId name, Transport.Receiver<PeerMessage> receiver) {
        return network.join(new SimProcess(world, name), receiver);
    }

    private static long idOf(Envelope<PeerMessage> asked) {
        return asked.message().id();
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
