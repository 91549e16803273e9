package dev.cairn.sim;

import dev.cairn.common.env.Background;
import dev.cairn.common.net.LoopbackNetwork;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;

/// Nodes that send through memory keep what every transport promises.
final class LoopbackContractTest extends TransportContract<String> {
    private final Background background = Background.threads("test", 2);
    private final LoopbackNetwork<String> network = new LoopbackNetwork<>(background, 100);

    @AfterEach
    void end_the_threads() {
        background.close();
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
        LockSupport.parkNanos(100_000);
    }
}
