/// Filters that answer "surely absent" without touching a table's blocks.
///
/// The door: [BlockedBloom], the filter policy of tables, at a rate of the caller's. [BloomFilter] is the
/// classical filter that it grew out of, and [BloomSize] says how large either must be.
@NullMarked
package dev.cairn.bloom;

import org.jspecify.annotations.NullMarked;
