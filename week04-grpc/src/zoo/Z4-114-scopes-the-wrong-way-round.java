/// id: Z4-114
/// title: it is asked whether the need includes the scope
/// invariant: WHO
/// exercise: 4.18
/// seen: own
/// target: dev.cairn.rpc.access.Access#decide
/// killer: dev.cairn.rpc.access.AccessTest#a_scope_allows_what_is_in_it
///
/// A reader may write, and the admin may not read. With tokens of one scope only, a test sees nothing of it.
class Access {
    public Optional<Problem> decide(Scope needed, Optional<String> authorization) {
        if (needed == Scope.NONE) {
            return Optional.empty();
        }
        if (authorization.isEmpty()) {
            return refused(Reason.UNAUTHENTICATED, NO_TOKEN);
        }
        String header = authorization.get();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() == SCHEME.length()) {
            return refused(Reason.UNAUTHENTICATED, NO_BEARER);
        }
        return switch (tokens.find(header.substring(SCHEME.length()), Instant.ofEpochMilli(clock.wallMillis()))) {
            case Caller.Unknown _ -> refused(Reason.UNAUTHENTICATED, NOT_KNOWN);
            case Caller.Expired(String name) -> refused(Reason.UNAUTHENTICATED, expired(name));
            case Caller.Known(String name, Scope scope) ->
                needed.includes(scope) ? Optional.empty() : refused(Reason.FORBIDDEN, tooLittle(name, scope, needed));
        };
    }
}
