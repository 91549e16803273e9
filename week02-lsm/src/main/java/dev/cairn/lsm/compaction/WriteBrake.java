package dev.cairn.lsm.compaction;

import dev.cairn.lsm.version.Version;

/// Says how far writers are held back, so that merging keeps up with them. It reads nothing and changes nothing:
/// the same version gives the same answer.
///
/// Immutable or stateless.
@FunctionalInterface
public interface WriteBrake {
    /// As many bytes as they like: writers are not held back.
    long FREE = Long.MAX_VALUE;

    /// None: writers wait as soon as memory is full, until a merge has changed the version.
    long STOPPED = 0;

    /// How many bytes may be written until writers wait for a millisecond: [#FREE], [#STOPPED] or anything in
    /// between.
    long bytesPerPause(Version version);

    /// Whether writers may be stopped in a store that has so many tables; false if that cannot be said.
    default boolean mayStop(AtRest tables) {
        return false;
    }

    /// Holds nobody back, ever.
    static WriteBrake none() {
        return _ -> FREE;
    }
}
