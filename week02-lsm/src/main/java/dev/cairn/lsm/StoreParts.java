package dev.cairn.lsm;

import dev.cairn.common.env.Disk;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.Log;
import java.util.Optional;

/// What an opened store is made of, for those who work on it in the background.
///
/// Immutable; the parts are not.
///
/// @param log empty if the store keeps none
record StoreParts(
        Disk disk,
        LsmOptions options,
        FileNumbers numbers,
        Versions versions,
        OpenTables tables,
        Layers layers,
        Optional<Log> log) {}
