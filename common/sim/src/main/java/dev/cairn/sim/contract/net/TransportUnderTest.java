package dev.cairn.sim.contract.net;

import dev.cairn.common.net.NodeId;

/// What the rules of `TransportContract` share: a network without nodes, and two names.
///
/// @param <M> what nodes say to each other
public interface TransportUnderTest<M> {
    /// Mostly the one that sends.
    NodeId A = NodeId.of("a");

    /// Mostly the one that receives.
    NodeId B = NodeId.of("b");

    /// The network of this test.
    TransportBench<M> bench();
}
