package dev.cairn.sim.contract.net;

import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps what arrives, and how many calls there were at one time.
///
/// Thread-safe.
///
/// @param <M> what nodes say to each other
public final class Inbox<M> implements Transport.Receiver<M> {
    /// How long a receiver takes, so that a second call at the same time would be noticed.
    private static final int SPINS = 100;

    private final Queue<Envelope<M>> received = new ConcurrentLinkedQueue<>();
    private final Set<Envelope<M>> kinds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger runningMax = new AtomicInteger();

    @Override
    public void receive(Envelope<M> envelope) {
        runningMax.accumulateAndGet(running.incrementAndGet(), Math::max);
        received.add(envelope);
        for (int spin = 0; spin < SPINS; spin++) {
            Thread.onSpinWait();
        }
        kinds.add(envelope);
        count.incrementAndGet();
        running.decrementAndGet();
    }

    int running() {
        return running.get();
    }

    int runningMax() {
        return runningMax.get();
    }

    boolean has(Envelope<M> envelope) {
        return kinds.contains(envelope);
    }

    int count() {
        return count.get();
    }

    List<Envelope<M>> envelopes() {
        return List.copyOf(received);
    }

    Set<M> messages() {
        Set<M> messages = new HashSet<>();
        kinds.forEach(envelope -> messages.add(envelope.message()));
        return messages;
    }
}
