/// Raft as a pure step function, and the drivers, stores and shards that stand on it.
@NullMarked
package dev.cairn.raft;

import org.jspecify.annotations.NullMarked;
