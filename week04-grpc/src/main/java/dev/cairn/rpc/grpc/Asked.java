package dev.cairn.rpc.grpc;

import dev.cairn.rpc.call.Problem;

/// What came in over the wire: a question, or what is wrong with it.
///
/// A message of any bytes becomes one of the two, so that a bad one is answered in words and not as a
/// broken connection.
///
/// Immutable.
///
/// @param <Q> what may be asked
sealed interface Asked<Q> {
    /// It can be answered.
    record Clear<Q>(Q question) implements Asked<Q> {}

    /// It breaks a rule of the protocol, and this is to be answered.
    record Unclear<Q>(Problem problem) implements Asked<Q> {}
}
