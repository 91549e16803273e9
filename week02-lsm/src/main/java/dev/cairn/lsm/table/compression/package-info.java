/// How blocks of tables are packed.
///
/// The door: [Compression], a seam, with none and Snappy.
@NullMarked
package dev.cairn.lsm.table.compression;

import org.jspecify.annotations.NullMarked;
