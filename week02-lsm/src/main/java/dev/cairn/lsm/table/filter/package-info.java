/// What tells that a table has no entry for a key without reading it.
///
/// The door: [FilterPolicy], a seam, with none.
@NullMarked
package dev.cairn.lsm.table.filter;

import org.jspecify.annotations.NullMarked;
