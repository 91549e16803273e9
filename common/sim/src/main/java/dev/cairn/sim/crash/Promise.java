package dev.cairn.sim.crash;

/// What an acknowledgement means after a crash. Whatever else happens, what is recovered is a prefix of what was
/// written.
///
/// | promise | an acknowledged write survives |
/// |---|---|
/// | [#DURABLE] | a power cut |
/// | [#KERNEL] | the death of the process; once the store has been closed, a power cut |
/// | [#UNSYNCED] | the death of the process |
public enum Promise {
    /// Acknowledged means on the platter.
    DURABLE,
    /// Acknowledged means handed to the operating system; a clean close makes it durable.
    KERNEL,
    /// Acknowledged means handed to the operating system, and nobody ever waits for the platter.
    UNSYNCED
}
