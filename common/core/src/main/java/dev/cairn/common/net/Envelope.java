package dev.cairn.common.net;

/// A message on its way, with the names of the node that sent it and of the one that is to get it.
///
/// As immutable as its message.
///
/// @param from who sent it
/// @param to who is to get it
/// @param message what is sent
/// @param <M> what nodes say to each other
public record Envelope<M>(NodeId from, NodeId to, M message) {
    @Override
    public String toString() {
        return from + " > " + to + ": " + message;
    }
}
