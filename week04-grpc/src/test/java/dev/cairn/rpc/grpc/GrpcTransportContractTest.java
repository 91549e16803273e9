package dev.cairn.rpc.grpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.sim.TransportContract;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/// The contract of transports, over real connections.
@Tag("4.15")
class GrpcTransportContractTest extends TransportContract<Bytes> {
    private final GrpcNetwork network = new GrpcNetwork();

    @Override
    protected Transport<Bytes> join(NodeId self, Transport.Receiver<Bytes> receiver) {
        return network.join(self, "", receiver);
    }

    @Override
    protected Bytes message(int number) {
        return Bytes.utf8("message " + number);
    }

    @Override
    protected void letTimePass() {
        LockSupport.parkNanos(500_000);
    }

    @AfterEach
    void close_the_network() {
        network.close();
    }
}
