/// Sorted tables: immutable files of entries in key order, which are LevelDB's.
///
/// The door: [dev.cairn.lsm.table.TableWriter] makes one, [dev.cairn.lsm.table.TableReader] reads it, and
/// [dev.cairn.lsm.table.TableOptions] says how. Three seams are owned here: [dev.cairn.lsm.table.filter.FilterPolicy],
/// [dev.cairn.lsm.table.compression.Compression] and [dev.cairn.lsm.table.BlockCache].
///
/// The format: `docs/formats/table.md`.
@NullMarked
package dev.cairn.lsm.table;

import org.jspecify.annotations.NullMarked;
