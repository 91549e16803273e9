package dev.cairn.rpc.cli.sim;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.net.Transport;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.peer.PeerMessage;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.net.SimNetwork;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// How the parts of nodes are put together: rightly, unless a test breaks one of them to see whether the
/// simulation finds it.
///
/// Confined to the world's thread.
interface Wiring {
    /// Nothing is broken.
    Wiring RIGHT = new Wiring() {};

    /// What a server has open.
    record Served(KeyValueStore store, StoreService service) {}

    /// Opens what a server serves, when its process starts.
    default Served open(Engine engine, ServiceOptions options, Disk disk, Env env) {
        return switch (engine.open(disk, env)) {
            case Engine.Opened.Map(var store) -> serve(store, options, env);
            case Engine.Opened.Lsm(var store) -> serve(store, options, env);
        };
    }

    /// A service over `store`.
    static <S extends KeyValueStore & StoreCore> Served serve(S store, ServiceOptions options, Env env) {
        RandomGenerator own = new SplittableRandom(env.random().nextLong());
        return new Served(
                store, StoreService.open(store, Operations.none(), options, env.clock(), env.background(), own));
    }

    /// Makes a process part of the network, when it starts.
    default Transport<PeerMessage> join(
            SimNetwork<PeerMessage> network, SimProcess process, Transport.Receiver<PeerMessage> receiver) {
        return network.join(process, receiver);
    }

    /// The wire of a client, when its process starts.
    default StoreWire wire(StoreWire wire, int client) {
        return wire;
    }

    /// Whether a write that failed so may have taken effect, or may yet.
    default boolean isOutcomeUnknown(StoreException failure) {
        return failure instanceof StoreException.UnknownOutcome;
    }
}
