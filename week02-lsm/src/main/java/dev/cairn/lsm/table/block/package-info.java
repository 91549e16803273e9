/// Blocks: sorted entries with prefix compression, the unit in which tables are read.
///
/// The door: [dev.cairn.lsm.table.block.BlockBuilder] makes one, [dev.cairn.lsm.table.block.Block] is one,
/// [dev.cairn.lsm.table.block.BlockCursor] reads one, and [dev.cairn.lsm.table.block.Separators] shortens
/// the keys by which an index finds them.
@NullMarked
package dev.cairn.lsm.table.block;

import org.jspecify.annotations.NullMarked;
