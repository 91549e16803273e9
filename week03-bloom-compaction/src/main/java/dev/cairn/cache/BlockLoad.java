package dev.cairn.cache;

import dev.cairn.lsm.table.block.Block;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A block that one thread is loading, for those who want it as well.
///
/// Thread-safe.
final class BlockLoad {
    private final CompletableFuture<Optional<Block>> end = new CompletableFuture<>();

    /// The block, once it is there; empty if it could not be loaded.
    Optional<Block> await() {
        return end.join();
    }

    /// Those who wait get `block`.
    Block finish(Block block) {
        end.complete(Optional.of(block));
        return block;
    }

    /// Those who wait get nothing, unless they have got something.
    void giveUp() {
        end.complete(Optional.empty());
    }
}
