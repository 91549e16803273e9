package dev.cairn.rpc.server;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.RowChunk;

/// A scan that could not be opened: its failure shows at the first chunk.
///
/// Immutable.
record NoRows(Problem problem, StoreException failure) implements ServedRows {
    /// The store could not open it.
    static NoRows of(StoreException failure) {
        return new NoRows(Reason.problemOf(failure), failure);
    }

    /// The server did not let it begin.
    static NoRows of(Problem problem) {
        StoreException failure = problem.reason().mayBeSentAgain()
                ? new StoreException.Unavailable(problem.message(), problem.elsewhere())
                : new StoreException.Refused(problem.message());
        return new NoRows(problem, failure);
    }

    @Override
    public RowChunk next() {
        throw failure;
    }

    @Override
    public Problem problemOf(StoreException shown) {
        return problem;
    }

    @Override
    public void close() {}
}
