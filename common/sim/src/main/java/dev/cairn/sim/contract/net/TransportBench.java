package dev.cairn.sim.contract.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/// A network under test: its nodes, one inbox, and how to wait for what must come and for what must not.
///
/// Confined to one thread.
///
/// @param <M> what nodes say to each other
public final class TransportBench<M> implements AutoCloseable {
    /// More messages than any way has room for.
    static final int SENDS_MAX = 1_000_000;

    private final BiFunction<NodeId, Transport.Receiver<M>, Transport<M>> join;
    private final IntFunction<M> message;
    private final Runnable letTimePass;
    private final Duration patience;
    private final int rounds;
    private final List<Transport<M>> joined = new ArrayList<>();
    private final Inbox<M> inbox = new Inbox<>();

    /// A network without nodes.
    ///
    /// @param join adds a node
    /// @param message a message of a number
    /// @param letTimePass lets a little time pass
    /// @param patience how long something may take that must come
    /// @param rounds how often time passes before something is believed not to come
    public TransportBench(
            BiFunction<NodeId, Transport.Receiver<M>, Transport<M>> join,
            IntFunction<M> message,
            Runnable letTimePass,
            Duration patience,
            int rounds) {
        this.join = join;
        this.message = message;
        this.letTimePass = letTimePass;
        this.patience = patience;
        this.rounds = rounds;
    }

    Inbox<M> inbox() {
        return inbox;
    }

    M message(int number) {
        return message.apply(number);
    }

    /// A node more, which is closed at the end.
    Transport<M> node(NodeId self, Transport.Receiver<M> receiver) {
        Transport<M> transport = join.apply(self, receiver);
        joined.add(transport);
        return transport;
    }

    /// Sends a message, which may be lost, until it is in the inbox.
    void sendUntilItArrives(Transport<M> sender, NodeId to, M sent) {
        Envelope<M> expected = new Envelope<>(sender.self(), to, sent);
        await(() -> {
            if (!inbox.has(expected)) {
                sender.send(to, sent);
                letTimePass.run();
            }
            return inbox.has(expected);
        });
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what must come did not come").isLessThan(deadline);
            letTimePass.run();
        }
    }

    /// Waits for what must not come.
    void letMuchTimePass() {
        for (int round = 0; round < rounds; round++) {
            letTimePass.run();
        }
    }

    /// What `body` returns, which may not wait for anything.
    int withinPatience(Callable<Integer> body) throws ExecutionException, InterruptedException {
        FutureTask<Integer> task = new FutureTask<>(body);
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new AssertionError("send waited for a peer that stands still", e);
        }
    }

    /// Closes all nodes.
    @Override
    public void close() {
        joined.forEach(Transport::close);
    }
}
