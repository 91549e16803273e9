/// A cache of unpacked blocks, which the tables of many stores share.
///
/// The door: [SharedBlockCache].
@NullMarked
package dev.cairn.cache;

import org.jspecify.annotations.NullMarked;
