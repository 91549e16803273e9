/// A network in a world: messages that are lost, late, doubled, in another order, cut off or stuck, all
/// from one seed.
///
/// The door is [dev.cairn.sim.net.SimNetwork]; what is to go wrong is data, a
/// [dev.cairn.sim.net.NetworkPlan] of [dev.cairn.sim.net.NetworkFault]s. A run has two phases: first a plan
/// is followed and no promise may be broken, then [dev.cairn.sim.net.SimNetwork#heal] ends it all and
/// progress is demanded:
///
/// ```java
/// World world = new World(seed);
/// SimNetwork<String> network = new SimNetwork<>(world);
/// SimProcess process = new SimProcess(world, NodeId.of("a"));
/// Transport<String> transport = network.join(process, envelope -> ...);
/// network.follow(NetworkPlan.random(world.stream("plan"), nodes, Duration.ofSeconds(30), NetworkPlan.ALL));
/// world.advance(Duration.ofSeconds(30));
/// network.heal();
/// world.advance(Duration.ofSeconds(5));
/// ```
///
/// Each way from one node to another draws from a stream of its own, the same number of times for each
/// message, so that a fault more or less leaves the luck of all others as it was. That is why a failing
/// plan can be made small: [dev.cairn.sim.net.NetworkPlan#shrunk].
@NullMarked
package dev.cairn.sim.net;

import org.jspecify.annotations.NullMarked;
