package dev.cairn.sim.crash;

import java.util.List;
import java.util.OptionalLong;

/// What one client does to a store, one step after the other.
///
/// Immutable.
///
/// @param name for messages
/// @param seed what it was generated from; a written one has none
/// @param ops the steps; before the first one the store is opened in a directory that does not exist
public record Workload(String name, OptionalLong seed, List<Op> ops) {
    /// Copies the list.
    public Workload {
        ops = List.copyOf(ops);
    }

    /// A workload written by hand.
    public static Workload of(String name, Op... ops) {
        return new Workload(name, OptionalLong.empty(), List.of(ops));
    }

    /// The same name and seed with other steps.
    public Workload with(List<Op> otherOps) {
        return new Workload(name, seed, otherOps);
    }
}
