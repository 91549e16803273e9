package dev.cairn.rpc;

import dev.cairn.rpc.grpc.StoreHandlers;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import java.util.concurrent.Executor;

/// Which thread handles a call that came over a connection.
///
/// | call | thread |
/// |---|---|
/// | brief: [StoreHandlers#isBrief] | the connection's, which has read it |
/// | any other | one of its own, from the executor: it may take as long as it likes |
///
/// So a brief call needs no hand-over, and the answers to what was read together leave together. The
/// hand-over to another thread, and of the answer back, cost more processor time than the whole rest of a
/// get. A brief call that finds its row on a slow disk holds up those behind it on its connection; on a
/// thread of its own it would hold up a carrier, of which there are fewer than connections' threads,
/// since tables are read as mapped memory.
///
/// Immutable.
///
/// @param patient runs what may take long
record CallThreads(Executor patient) implements ServerCallExecutorSupplier {
    @Override
    public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
        boolean isBrief = StoreHandlers.isBrief(call.getMethodDescriptor().getFullMethodName());
        return isBrief ? Runnable::run : patient;
    }
}
