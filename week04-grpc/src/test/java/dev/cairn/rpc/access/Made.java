package dev.cairn.rpc.access;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.web.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Tokens that a test makes: of each scope one, named by it, and one that has expired, in the middle.
record Made(Token reader, Token writer, Token gone, Token admin, Tokens tokens) {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    static Made by(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Token reader = Token.random(random);
        Token writer = Token.random(random);
        Token gone = Token.random(random);
        Token admin = Token.random(random);
        List<TokenLine> lines = new ArrayList<>();
        lines.add(line("reader", Scope.READ, reader, Optional.empty()));
        lines.add(line("writer", Scope.WRITE, writer, Optional.of(Instant.parse("2999-01-01T00:00:00Z"))));
        lines.add(line("gone", Scope.ADMIN, gone, Optional.of(NOON)));
        lines.add(line("admin", Scope.ADMIN, admin, Optional.empty()));
        return new Made(reader, writer, gone, admin, Tokens.of(lines, "tokens"));
    }

    static TokenLine line(String name, Scope scope, Token token, Optional<Instant> expires) {
        return new TokenLine(name, scope, Bytes.wrap(token.hash()), expires);
    }

    /// At noon, when the token `gone` has just expired.
    Access atNoon() {
        return new Access(tokens, new SetWall(NOON));
    }

    /// By the machine's clock.
    Access now() {
        return new Access(tokens, Clock.system());
    }
}
