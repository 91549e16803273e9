package dev.cairn.rpc.call;

import dev.cairn.common.check.Check;
import dev.cairn.common.store.KeyRange;
import java.util.OptionalLong;

/// Which rows of which moment, in which order.
///
/// Immutable.
///
/// @param limit at most so many rows; 0 for all
/// @param isReverse from the last row to the first
/// @param isKeysOnly without the values
/// @param snapshot the moment; empty for that of the question's arrival
public record ScanQuestion(KeyRange range, long limit, boolean isReverse, boolean isKeysOnly, OptionalLong snapshot) {
    public ScanQuestion {
        Check.argument(limit >= 0, "a limit of %s rows", limit);
    }
}
