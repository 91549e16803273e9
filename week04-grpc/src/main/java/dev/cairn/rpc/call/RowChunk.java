package dev.cairn.rpc.call;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import java.util.Optional;

/// Some rows of a scan, in its order.
///
/// Immutable.
///
/// @param isLast whether no other chunk follows; only then may there be no rows
/// @param next where a next scan goes on, if this one ended at its limit: its `from`, or, in reverse, its
///     `to`
public record RowChunk(List<Row> rows, boolean isLast, Optional<Bytes> next) {
    public RowChunk {
        rows = List.copyOf(rows);
    }
}
