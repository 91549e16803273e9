package dev.cairn.rpc.access;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.web.Scope;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebGate;
import dev.cairn.web.WebRequest;
import java.util.Map;
import java.util.Optional;

/// Lets a request of HTTP in if [Access#decide] does: the same tokens as for gRPC, in the same header.
///
/// | reason | status | `www-authenticate` |
/// |---|---|---|
/// | [Reason#UNAUTHENTICATED] | 401 | `Bearer realm="cairn"` |
/// | [Reason#FORBIDDEN] | 403 | `Bearer realm="cairn", error="insufficient_scope"` |
///
/// (RFC 6750, section 3.) Thread-safe.
///
/// @param access what decides
public record TokenGate(Access access) implements WebGate {
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final String CHALLENGE = "Bearer realm=\"cairn\"";

    @Override
    public Optional<WebFailure> refusal(Scope needed, WebRequest request) {
        return access.decide(needed, request.header("authorization")).map(TokenGate::failure);
    }

    private static WebFailure failure(Problem problem) {
        boolean isForbidden = problem.reason() == Reason.FORBIDDEN;
        return new WebFailure(
                isForbidden ? FORBIDDEN : UNAUTHENTICATED,
                problem.reason().name(),
                problem.message(),
                Map.of("www-authenticate", isForbidden ? CHALLENGE + ", error=\"insufficient_scope\"" : CHALLENGE));
    }
}
