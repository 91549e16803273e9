package dev.cairn.sim;

import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.sim.contract.net.ReceivingRules;
import dev.cairn.sim.contract.net.SendingRules;
import dev.cairn.sim.contract.net.TransportBench;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What every [Transport] promises, a test for each sentence of it, on a network in which nothing fails for
/// long.
///
/// Messages may be lost even so: a test that wants one to arrive sends it until it does. The loopback
/// passes it, the simulated network, and the real one:
///
/// ```java
/// final class LoopbackContractTest extends TransportContract<String> {
///     private final Background background = Background.threads("test", 2);
///     private final LoopbackNetwork<String> network = new LoopbackNetwork<>(background, 100);
///
///     @Override
///     protected Transport<String> join(NodeId self, Transport.Receiver<String> receiver) {
///         return network.join(self, receiver);
///     }
///
///     @Override
///     protected String message(int number) {
///         return "message " + number;
///     }
///
///     @Override
///     protected void letTimePass() {
///         LockSupport.parkNanos(100_000);
///     }
/// }
/// ```
///
/// @param <M> what nodes say to each other
public abstract class TransportContract<M> implements SendingRules<M>, ReceivingRules<M> {
    private TransportBench<M> bench;

    /// Adds a node to the network of this test, which knows every node that joined.
    protected abstract Transport<M> join(NodeId self, Transport.Receiver<M> receiver);

    /// A message; equal for the same number, different for another.
    protected abstract M message(int number);

    /// Lets a little time pass, in which messages may arrive: a fraction of a millisecond of real time, more in a
    /// world.
    protected abstract void letTimePass();

    /// How long real time a test waits for what must come before it fails.
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /// How often [#letTimePass] is called before something is believed not to come.
    protected int rounds() {
        return 50;
    }

    @BeforeEach
    final void begin_without_nodes() {
        bench = new TransportBench<>(this::join, this::message, this::letTimePass, patience(), rounds());
    }

    @AfterEach
    final void close_all_nodes() {
        bench.close();
    }

    @Override
    public final TransportBench<M> bench() {
        return bench;
    }
}
