package dev.cairn.sim.crash;

import java.util.List;

/// What one client does to a store, one step after the other.
///
/// Immutable.
///
/// @param name for messages
/// @param seed of the world it runs in
/// @param replay the options that make it again, such as `--seed 7 --steps 40`; none for a written one
/// @param ops the steps; before the first one the store is opened in a directory that does not exist
public record Workload(String name, long seed, String replay, List<Op> ops) {
    /// Copies the list.
    public Workload {
        ops = List.copyOf(ops);
    }

    /// A workload written by hand.
    public static Workload of(String name, Op... ops) {
        return new Workload(name, 0, "", List.of(ops));
    }

    /// A part of this one, which the same options make again.
    Workload shrunkTo(List<Op> fewerOps) {
        return new Workload(name, seed, replay, fewerOps);
    }
}
