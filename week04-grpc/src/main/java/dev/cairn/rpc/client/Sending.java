package dev.cairn.rpc.client;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.rpc.call.StoreWire;

/// What all operations of one client share.
///
/// Immutable, of thread-safe parts.
record Sending(
        StoreWire wire,
        RetryOptions options,
        Clock clock,
        Background background,
        Backoff backoff,
        RetryBudget budget) {}
