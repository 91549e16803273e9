package dev.cairn.rpc.rest;

import dev.cairn.rpc.access.Access;
import dev.cairn.rpc.access.AccessWatch;
import dev.cairn.rpc.call.Problem;
import dev.cairn.web.Scope;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebGate;
import dev.cairn.web.WebRequest;
import java.util.Optional;

/// Lets a request of HTTP in if [Access#decide] does: the same tokens as for gRPC, in the same header. What
/// is refused is told as any other problem, by the one table ([HttpStatuses]).
///
/// Thread-safe.
///
/// @param access what decides
public record TokenGate(Access access) implements WebGate {
    @Override
    public Optional<WebFailure> refusal(Scope needed, WebRequest request) {
        Optional<Problem> refusal = access.decide(needed, request.header("authorization"));
        refusal.ifPresent(problem -> access.watch().refused(AccessWatch.Door.HTTP, problem));
        return refusal.map(HttpStatuses::failure);
    }
}
