package dev.cairn.sim.net;

import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.sim.TransportContract;
import dev.cairn.sim.World;
import java.time.Duration;

/// The simulated network keeps what every transport promises.
final class SimNetworkContractTest extends TransportContract<String> {
    private final World world = new World(1);
    private final SimNetwork<String> network = new SimNetwork<>(world);

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
