package dev.cairn.lsm.read;

import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.List;

/// All layers of a store at one moment, newest first:
///
/// ```
///   active memtable  ►  frozen memtables  ►  version: level 0 (newest table first), level 1, ... level 6
///   grows                wait for a flush     tables on disk
/// ```
///
/// A reader takes one of these, and needs no lock: whatever happens to the store meanwhile, these layers hold
/// everything that was visible when it was taken.
///
/// Immutable, but that the active memtable takes more entries, with sequence numbers that nobody has seen yet.
///
/// @param frozen oldest first
public record ReadState(Memtable active, List<Frozen> frozen, Version version) {
    public ReadState {
        frozen = List.copyOf(frozen);
    }

    /// Whether no more can be written before a flush has ended: the active memtable has as many bytes as it may, or
    /// more, and as many as may are frozen.
    @Exercise("2.13")
    public boolean isFull(MemtableOptions memory) {
        return active.bytes() >= memory.bytes() && frozen.size() >= memory.frozenMax();
    }

    /// The same with the active memtable frozen, as the newest of those, and an empty one in its place.
    @Exercise("2.13")
    public ReadState withFrozen(Frozen full, Memtable empty) {
        List<Frozen> more = new ArrayList<>(frozen);
        more.add(full);
        return new ReadState(empty, more, version);
    }

    /// The same without the oldest frozen memtable, which `next` holds in a table.
    @Exercise("2.13")
    public ReadState withFlushed(Version next) {
        return new ReadState(active, frozen.subList(1, frozen.size()), next);
    }

    /// The same with other tables.
    public ReadState withVersion(Version next) {
        return new ReadState(active, frozen, next);
    }
}
