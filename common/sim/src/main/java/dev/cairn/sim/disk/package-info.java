/// A disk that forgets as badly as the contract of [dev.cairn.common.env.Disk] allows.
///
/// The door is [dev.cairn.sim.disk.SimFileSystem]: its directories are `Disk`s for live code.
/// [dev.cairn.sim.disk.DiskState] is the whole of it frozen in one moment, durable and pending;
/// [dev.cairn.sim.disk.PowerCuts] lists what may be left of a state when the power goes; each
/// [dev.cairn.sim.disk.DiskImage] is one such remainder, and a new file system can be started on it.
@NullMarked
package dev.cairn.sim.disk;

import org.jspecify.annotations.NullMarked;
