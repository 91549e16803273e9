package dev.cairn.rpc.server;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Request;
import java.util.Optional;

/// A hash by which a write that arrives again is told from another that has its id by mistake.
///
/// It is on disk, so it never changes: `docs/formats/retry-table.md`. Keys and values are hashed where
/// they lie, and the hashes are hashed, so that nothing is copied. It is no defence against somebody who
/// looks for two writes with one hash: he would deceive himself.
///
/// Thread-safe: there is no state.
final class RequestHash {
    private static final int WRITE = 1;
    private static final int WRITE_IF = 2;
    private static final int PUT = 1;
    private static final int DELETE = 2;

    private RequestHash() {}

    /// The hash of a batch without a condition.
    static long of(Request.Write write) {
        ByteWriter parts = new ByteWriter().u8(WRITE);
        add(parts, write.batch());
        return Hash64.of(parts.takeBytes());
    }

    /// The hash of a batch with a condition.
    static long of(Request.WriteIf write) {
        ByteWriter parts = new ByteWriter().u8(WRITE_IF).fixed64(Hash64.of(write.key()));
        add(parts, write.expected());
        add(parts, write.batch());
        return Hash64.of(parts.takeBytes());
    }

    private static void add(ByteWriter parts, Optional<Bytes> expected) {
        parts.u8(expected.isPresent() ? 1 : 0).fixed64(Hash64.of(expected.orElse(Bytes.EMPTY)));
    }

    private static void add(ByteWriter parts, WriteBatch batch) {
        for (Mutation mutation : batch.mutations()) {
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) ->
                    parts.u8(PUT).fixed64(Hash64.of(key)).fixed64(Hash64.of(value));
                case Mutation.Delete(Bytes key) -> parts.u8(DELETE).fixed64(Hash64.of(key));
            }
        }
    }
}
