/// What every `Disk` promises while nothing crashes, as tests: one interface for each group of rules, one behaviour
/// for each test.
///
/// The door is `dev.cairn.sim.DiskContract`, which gathers the rules. Nobody implements a single group of rules alone.
@NullMarked
package dev.cairn.sim.contract.disk;

import org.jspecify.annotations.NullMarked;
