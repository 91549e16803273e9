package dev.cairn.web;

/// What somebody must be allowed to do for a call to be answered. Each includes those before it.
///
/// Immutable.
public enum Scope {
    /// Nothing: whoever reaches the node may ask.
    NONE,
    /// Reads rows and figures.
    READ,
    /// Writes rows too.
    WRITE,
    /// Runs the node: flushes, compacts, speaks for other nodes.
    ADMIN;

    /// Whether who may do this may also do what needs `other`.
    public boolean includes(Scope other) {
        return compareTo(other) >= 0;
    }
}
