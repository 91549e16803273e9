package dev.cairn.sim.contract;

/// What one store promises where stores differ; the contract asks for this much and no more.
///
/// Immutable.
///
/// @param isolation what a reader sees of writes that happen at the same time
/// @param durability what is left after a clean close
/// @param reads how new the answer of a read is
/// @param comparesAndSets whether `compareAndSet` is supported; if not, it is refused
public record StorePromises(Isolation isolation, Durability durability, Reads reads, boolean comparesAndSets) {
    /// What a reader sees of writes that happen at the same time.
    public enum Isolation {
        /// Batches are seen whole or not at all; a scan or a snapshot is the state of one moment.
        SNAPSHOT,
        /// Each key is on its own: a batch may be seen in parts, and a scan may mix moments.
        KEY
    }

    /// What is left after a clean close.
    public enum Durability {
        /// Every acknowledged write.
        KEPT,
        /// Nothing: the store lives in memory.
        LOST
    }

    /// How new the answer of a read is.
    public enum Reads {
        /// It holds every write that was acknowledged before the read began.
        NEWEST,
        /// It may lag, and catches up when writing stops.
        MAY_LAG
    }

    /// The full promise: one moment, kept, newest, and compare-and-set. An embedded store gives it.
    public static StorePromises all() {
        return new StorePromises(Isolation.SNAPSHOT, Durability.KEPT, Reads.NEWEST, true);
    }

    /// These promises with another isolation.
    public StorePromises with(Isolation other) {
        return new StorePromises(other, durability, reads, comparesAndSets);
    }

    /// These promises with another durability.
    public StorePromises with(Durability other) {
        return new StorePromises(isolation, other, reads, comparesAndSets);
    }

    /// These promises with another freshness of reads.
    public StorePromises with(Reads other) {
        return new StorePromises(isolation, durability, other, comparesAndSets);
    }
}
