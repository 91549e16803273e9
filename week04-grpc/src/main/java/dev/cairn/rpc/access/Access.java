package dev.cairn.rpc.access;

import dev.cairn.common.env.Clock;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.web.Scope;
import dev.cairn.workbook.Exercise;
import java.time.Instant;
import java.util.Optional;

/// Decides who may ask what, by the token that comes with a call. The same for every door.
///
/// A call that goes on for long (a scan, the page's events) is decided once, when it begins.
///
/// Thread-safe.
///
/// @param tokens those that are known
/// @param clock says whether one has expired
/// @param watch is told by the doors whom they did not let in
public record Access(Tokens tokens, Clock clock, AccessWatch watch) {
    private static final String SCHEME = "Bearer ";

    /// By these tokens, and nobody is told.
    public Access(Tokens tokens, Clock clock) {
        this(tokens, clock, AccessWatch.none());
    }

    /// The same, with somebody who is told.
    public Access watchedBy(AccessWatch other) {
        return new Access(tokens, clock, other);
    }

    /// Why a call that needs `needed` is not let in; empty if it is.
    ///
    /// | the call | is |
    /// |---|---|
    /// | needs nothing ([Scope#NONE]) | let in, whatever comes with it |
    /// | comes without authorization | [Reason#UNAUTHENTICATED], [#NO_TOKEN] |
    /// | has one that is not `Bearer` (in any case), a space, and the token behind it | the same, [#NO_BEARER] |
    /// | has a token that is not known ([Tokens#find], at the clock's time) | the same, [#NOT_KNOWN] |
    /// | has one that has expired | the same, [#expired] |
    /// | has one whose scope does not include the need ([Scope#includes]) | [Reason#FORBIDDEN], [#tooLittle] |
    /// | anything else | let in |
    ///
    /// No message shows anything of what came.
    ///
    /// @param authorization the header of that name
    @Exercise("4.18")
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
                scope.includes(needed) ? Optional.empty() : refused(Reason.FORBIDDEN, tooLittle(name, scope, needed));
        };
    }

    static final String NO_TOKEN = "this node asks who you are, and no token came: give one with --token-file, or in"
            + " the header 'authorization: Bearer TOKEN'";

    static final String NO_BEARER = "the authorization that came is not 'Bearer TOKEN': give a token with"
            + " --token-file, or in the header 'authorization: Bearer TOKEN'";

    static final String NOT_KNOWN = "this node does not know the token that came: give another with --token-file, or"
            + " have one made ('cairn token new')";

    static String expired(String name) {
        return "the token \"" + name + "\" has expired: have another made ('cairn token new')";
    }

    static String tooLittle(String name, Scope has, Scope needed) {
        return "the token \"" + name + "\" may only " + doing(has) + ", and this is for one that may " + doing(needed)
                + ": give another with --token-file";
    }

    private static String doing(Scope scope) {
        return switch (scope) {
            case NONE -> "ask for nothing";
            case READ -> "read";
            case WRITE -> "write";
            case ADMIN -> "run the node";
        };
    }

    private static Optional<Problem> refused(Reason reason, String message) {
        return Optional.of(new Problem(reason, message, Optional.empty()));
    }
}
