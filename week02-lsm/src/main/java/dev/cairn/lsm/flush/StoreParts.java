package dev.cairn.lsm.flush;

import dev.cairn.common.env.Disk;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.read.Layers;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.Log;
import java.util.Optional;

/// What an opened store is made of, for those who work on it in the background.
///
/// Immutable; the parts are not.
///
/// @param memtables how much is gathered in memory
/// @param tableOptions how tables are written and read
/// @param flushing what a flush keeps in memory
/// @param tables the readers of the tables that are open
/// @param log empty if the store keeps none
public record StoreParts(
        Disk disk,
        MemtableOptions memtables,
        TableOptions tableOptions,
        FlushPolicy flushing,
        FileNumbers numbers,
        Versions versions,
        OpenTables tables,
        Layers layers,
        Optional<Log> log) {}
