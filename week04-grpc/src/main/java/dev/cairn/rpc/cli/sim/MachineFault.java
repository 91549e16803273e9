package dev.cairn.rpc.cli.sim;

import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import java.time.Duration;

/// Something that goes wrong with one process or its machine, as data.
///
/// | kind | what happens | `amount` |
/// |---|---|---|
/// | KILL | dies, and starts again when the time is over | 0: at once; else at that call to the disk from then on |
/// | POWER_CUT | as KILL, and the disk keeps what a power cut leaves | as for KILL |
/// | PAUSE | stands still | – |
/// | CLOCK_DRIFT | the clock runs at another rate | the rate |
///
/// Immutable.
///
/// @param at after the beginning of the run
record MachineFault(Duration at, Duration lasting, Fault kind, NodeId victim, double amount) {
    @Override
    public String toString() {
        String measure = amount == 0 ? "" : " by " + amount;
        return at.toMillis() + "ms for " + lasting.toMillis() + "ms: " + kind + measure + " " + victim;
    }
}
