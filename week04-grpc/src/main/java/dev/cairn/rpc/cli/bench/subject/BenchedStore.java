package dev.cairn.rpc.cli.bench.subject;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A store as a benchmark sees it; over a network it is one connection. Calls block, and throw what the
/// store throws.
///
/// Thread-safe.
public interface BenchedStore extends AutoCloseable {
    /// Sets `key`. When it returns, the write is as durable as the store was told to make it.
    void put(Bytes key, Bytes value);

    /// The newest value of `key`.
    Optional<Bytes> get(Bytes key);

    /// Hands on the rows from `from` to before `to`, all of one moment.
    void scan(Bytes from, Bytes to, BiConsumer<Bytes, Bytes> row);

    @Override
    void close();
}
