package dev.cairn.rpc.access;

import dev.cairn.web.Scope;

/// Who shows a token. Immutable.
public sealed interface Caller {
    /// Nobody whom this node knows.
    record Unknown() implements Caller {}

    /// Somebody whose token was good once.
    record Expired(String name) implements Caller {}

    /// Somebody who may do what `scope` says.
    record Known(String name, Scope scope) implements Caller {}
}
