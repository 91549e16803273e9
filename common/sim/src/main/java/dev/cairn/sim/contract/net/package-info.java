/// What every `Transport` promises, as tests: one interface for each group of rules, one behaviour for each test.
///
/// The door is `dev.cairn.sim.TransportContract`, which gathers the rules. Nobody implements a single group of
/// rules alone.
@NullMarked
package dev.cairn.sim.contract.net;

import org.jspecify.annotations.NullMarked;
