package dev.cairn.sim.net;

import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.sim.TransportContract;
import dev.cairn.sim.World;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/// The simulated network keeps what every transport promises also when it loses, doubles and reorders.
final class BadNetworkContractTest extends TransportContract<String> {
    private final World world = new World(1);
    private final SimNetwork<String> network = new SimNetwork<>(world);

    @BeforeEach
    void make_it_bad() {
        network.quality(
                LinkQuality.good().withDropRate(0.3).withDuplicateRate(0.3).withReorderRate(0.3));
    }

    @Override
    protected Transport<String> join(NodeId self, Transport.Receiver<String> receiver) {
        return network.join(self, receiver);
    }

    @Override
    protected String message(int number) {
        return "message " + number;
    }

    @Override
    protected void letTimePass() {
        world.advance(Duration.ofMillis(1));
    }
}
