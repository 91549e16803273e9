package dev.cairn.rpc.cli.sim;

import dev.cairn.sim.SimProcess;

/// A machine with a process on it, to which things happen.
///
/// Confined to the world's thread.
interface Machine {
    /// The newest process, alive or dead.
    SimProcess process();

    /// Starts a process, the first one or after the death of the last.
    void start();

    /// Ends the process, which lives.
    void kill();

    /// Takes the power away. Where nothing is on a disk, that is [#kill].
    default void cutPower() {
        kill();
    }

    /// Has `how` happen soon after so many calls to the disk, if there is one.
    default void dieAtDiskCall(int calls, Runnable how) {
        how.run();
    }
}
