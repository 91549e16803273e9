/// A disk that forgets as badly as the contract of [dev.cairn.common.env.Disk] allows.
///
/// The door is [dev.cairn.sim.disk.SimFileSystem]: its directories are `Disk`s for live code.
/// [dev.cairn.sim.disk.DiskState] is the whole of it frozen in one moment, durable and pending;
/// [dev.cairn.sim.disk.PowerCuts] lists what may be left of a state when the power goes; each
/// [dev.cairn.sim.disk.DiskImage] is one such remainder, and a new file system can be started on it.
///
/// | what | alive, changing with each call | frozen, nothing decided | after a power cut |
/// |---|---|---|---|
/// | the whole disk | `SimFileSystem` | `DiskState` | `DiskImage` |
/// | names | `Directory`, its `EntryChange`s pending | `DirectoryState` | `Layout` |
/// | bytes | `Inode`, its `PendingWrite`s pending | `FileState` | `FileState.Remainder` |
/// | who decides | live code, by `SimDisk` and its files | | `PowerCuts`, `FileCuts`, `Subsets`, `CutLimits` |
///
/// `Content` is bytes that never change again, shared by all three columns. A `DiskCall` is what a `DiskListener`
/// hears of.
@NullMarked
package dev.cairn.sim.disk;

import org.jspecify.annotations.NullMarked;
