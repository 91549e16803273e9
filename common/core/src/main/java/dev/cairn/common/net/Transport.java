package dev.cairn.common.net;

/// One node's way to send messages to others, and to itself.
///
/// It promises little, because networks do:
///
/// - *Taken* means [#send] answered `true`. A message that was taken may arrive, or be lost, or arrive
///   late, or more than once, or before another that was sent earlier. It is never altered, and never
///   arrives at another node than the one it was sent to.
/// - *Not taken* means `false`: the message will never arrive. The way to that peer is full (the sender is
///   too fast: it is to wait, drop or merge what it has to say), nobody knows a peer of that name, or this
///   transport is closed.
/// - Sending to oneself is like sending to any other.
/// - A [Receiver] is called for one message at a time; each call sees what the one before it did. No
///   receiver, of whatever node, is ever called inside of a call of [#send].
/// - No call of the receiver begins or goes on once [#close] has returned, except the one that called
///   `close` itself.
///
/// Who needs an answer puts a number into the message, and a time after which it asks again. Messages are
/// immutable: inside of one process both sides hold the same object.
///
/// Thread-safe, unless the implementation says that it is confined to a world's thread.
///
/// @param <M> what nodes say to each other
public interface Transport<M> extends AutoCloseable {
    /// The node that sends and receives here.
    NodeId self();

    /// Takes `message` for the node `to`, or not, and never waits.
    ///
    /// @return whether it was taken; if not, it never arrives
    boolean send(NodeId to, M message);

    /// Takes and delivers nothing more, and waits for the call of the receiver that is running, unless that
    /// call is the caller. What was taken here before may still arrive elsewhere. Closing twice is the same
    /// as once. A receiver must not close the transport of another node: two could wait for each other.
    @Override
    void close();

    /// What a node does with a message that arrives. It deals with its own failures: what it throws is a
    /// bug, and goes where bugs of background jobs go; the next message is delivered all the same.
    ///
    /// @param <M> what nodes say to each other
    @FunctionalInterface
    interface Receiver<M> {
        /// Takes what has arrived; quickly, because the next message waits meanwhile.
        void receive(Envelope<M> envelope);
    }
}
