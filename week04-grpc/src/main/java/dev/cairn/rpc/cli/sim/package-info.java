/// The client's retries and the server's once-only table in a simulated world: `cairn sim --week 4`.
///
/// The door is [dev.cairn.rpc.cli.sim.RetrySimulation]. What runs is production code: `RemoteCore` in each
/// client, `StoreService` over a store of week 1 or 2 in the server, and `Peers` between them and the
/// simulated network. A run follows from its seed alone:
///
/// | part | what it is |
/// |---|---|
/// | `Setup` | what the seed decides: clients, options, and the `Troubles` to come |
/// | `Cluster` | the world: one `ServerNode`, some `ClientNode`s, the network, and the phases of a run |
/// | `Lane` | one random operation after the other |
/// | `Book` | what clients did and saw, and whether that may be |
/// | `Wiring` | how parts are put together: a seam, by which tests break one of them |
@NullMarked
package dev.cairn.rpc.cli.sim;

import org.jspecify.annotations.NullMarked;
