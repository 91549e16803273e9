package dev.cairn.rpc.access;

import dev.cairn.rpc.call.Problem;
import dev.cairn.workbook.Exercise;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Stands before every handler of a gRPC server, and lets a call through if [Access#decide] does.
///
/// It must be the outermost interceptor: what is refused here has not been counted, measured or begun by
/// anybody.
///
/// Thread-safe.
public final class AccessInterceptor implements ServerInterceptor {
    /// `authorization: Bearer TOKEN`, as in HTTP.
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Access access;
    private final Function<Problem, StatusRuntimeException> statuses;

    /// @param access its watch is told of each problem that is to travel
    /// @param statuses how a problem travels
    public AccessInterceptor(Access access, Function<Problem, StatusRuntimeException> statuses) {
        this.access = access;
        this.statuses = problem -> {
            access.watch().refused(AccessWatch.Door.GRPC, problem);
            return statuses.apply(problem);
        };
    }

    /// Lets the call go on with `next`, or ends it.
    ///
    /// What is needed says [GrpcScopes#neededFor] of the full name of the call's method; what came stands
    /// in `headers` under [#AUTHORIZATION]. A call that is refused is closed with the status that
    /// [#statuses] makes of the problem, and with its trailers ([#trailersOf]), in which the reason is;
    /// `next` never hears of it, no message is asked for, and whatever comes yet goes to a listener that
    /// does nothing.
    @Override
    @Exercise("4.18")
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Optional<Problem> refusal =
                access.decide(GrpcScopes.neededFor(method), Optional.ofNullable(headers.get(AUTHORIZATION)));
        if (refusal.isEmpty()) {
            return next.startCall(call, headers);
        }
        StatusRuntimeException told = statuses.apply(refusal.get());
        call.close(told.getStatus(), trailersOf(told));
        return new ServerCall.Listener<>() {};
    }

    private static Metadata trailersOf(StatusRuntimeException told) {
        return Objects.requireNonNullElseGet(told.getTrailers(), Metadata::new);
    }
}
