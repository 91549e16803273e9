/// Zstandard for blocks of tables.
///
/// The door: [Zstandard]. The format is RFC 8878; what of it stands in a block is told in
/// `docs/formats/compression.md`.
@NullMarked
package dev.cairn.compression;

import org.jspecify.annotations.NullMarked;
