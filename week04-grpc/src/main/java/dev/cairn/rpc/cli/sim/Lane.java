package dev.cairn.rpc.cli.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.client.RemoteCore;
import dev.cairn.sim.history.Operation.Action;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// One operation after the other, of one process of a client, each at random.
///
/// In the end it is asked for a proof that the server answers again: a write that succeeds at one of its
/// first tries, and after it the reads.
///
/// Confined to the world's thread.
final class Lane {
    private static final int TRIES_MAX = 10;
    private static final int THINKING_MICROS_MAX = 20_000;

    private final ClientNode client;
    private final RemoteCore core;
    private final Book book;
    private final RandomGenerator random;
    private final Map<Bytes, Optional<Bytes>> lastSeen = new HashMap<>();
    private final Queue<Bytes> toProve = new ArrayDeque<>();
    private boolean isUnderWay;
    private boolean isThinking;
    private boolean isProving;
    private boolean hasWritten;
    private int tries;

    Lane(ClientNode client, RemoteCore core, Book book, RandomGenerator random) {
        this.client = client;
        this.core = core;
        this.book = book;
        this.random = random;
    }

    /// Whether an operation has no end yet.
    boolean isUnderWay() {
        return isUnderWay;
    }

    /// Thinks, and begins the next operation if there is to be one.
    void next() {
        if (isThinking) {
            return;
        }
        isThinking = true;
        client.process().schedule(thinking(), "has thought", () -> {
            isThinking = false;
            if (isProving) {
                prove();
            } else if (client.mayBegin()) {
                act();
            }
        });
    }

    private Duration thinking() {
        return Duration.ofNanos(1_000L * random.nextInt(THINKING_MICROS_MAX));
    }

    private void act() {
        Bytes key = Bytes.utf8("k" + random.nextInt(client.keys()));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> get(key, _ -> {});
            case 3, 4 -> put(key);
            case 5 -> delete(key);
            case 6, 7 -> compareAndSet(key, seen(key), replacement());
            default -> get(Book.COUNTER, this::add);
        }
    }

    private Optional<Bytes> replacement() {
        return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(client.newValue());
    }

    private Optional<Bytes> seen(Bytes key) {
        return lastSeen.getOrDefault(key, Optional.empty());
    }

    private void add(Optional<Bytes> seen) {
        compareAndSet(Book.COUNTER, seen, Optional.of(Bytes.utf8(Long.toString(number(seen) + 1))));
    }

    private static long number(Optional<Bytes> counter) {
        return counter.map(value -> Long.parseLong(value.toString())).orElse(0L);
    }

    private void get(Bytes key, Consumer<Optional<Bytes>> then) {
        Action action = new Action.Get(key, Optional.empty());
        call(action, core.submitGet(key), (id, seen) -> {
            book.saw(id, seen);
            lastSeen.put(key, seen);
            then.accept(seen);
        });
    }

    private void put(Bytes key) {
        Bytes value = client.newValue();
        WriteBatch batch = WriteBatch.builder().put(key, value).build();
        write(new Action.Put(key, value), batch, Optional.of(value));
    }

    private void delete(Bytes key) {
        write(new Action.Delete(key), WriteBatch.builder().delete(key).build(), Optional.empty());
    }

    private void write(Action action, WriteBatch batch, Optional<Bytes> value) {
        call(action, core.submitWrite(batch), (id, _) -> {
            book.done(id);
            lastSeen.put(action.key(), value);
            hasWritten = true;
        });
    }

    private void compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        Action action = new Action.Cas(key, expected, replacement);
        call(action, core.submitCompareAndSet(key, expected, replacement), (id, isApplied) -> {
            book.compared(id, action, isApplied);
            if (isApplied) {
                lastSeen.put(key, replacement);
            }
        });
    }

    /// What is done with an answer.
    private interface Heard<T> {
        void accept(int id, T answer);
    }

    /// Notes a call whose future is `answer`, and goes on when it is there. What hangs on the future is
    /// an event of the client, so that it happens not in a client that is dead or stands still.
    private <T> void call(Action action, CompletableFuture<T> answer, Heard<T> then) {
        int id = book.begin(client.index(), action);
        isUnderWay = true;
        var _ = answer.whenComplete((value, failure) -> client.process().schedule(Duration.ZERO, "hears", () -> {
            isUnderWay = false;
            if (failure == null) {
                then.accept(id, value);
            } else {
                book.failed(id, action, causeOf(failure));
            }
            if (!isUnderWay) {
                next();
            }
        }));
    }

    /// Begins the proof; there is nothing under way.
    void provesProgress(List<Bytes> keys) {
        isProving = true;
        hasWritten = false;
        toProve.addAll(keys);
        next();
    }

    /// Whether all of it has succeeded.
    boolean hasProvedProgress() {
        return isProving && hasWritten && toProve.isEmpty();
    }

    /// The counter, as this lane saw it last.
    long counter() {
        return number(seen(Book.COUNTER));
    }

    private void prove() {
        if (hasProvedProgress() || tries++ == TRIES_MAX + toProve.size()) {
            return;
        }
        if (hasWritten) {
            get(toProve.element(), _ -> toProve.remove());
        } else {
            put(Bytes.utf8("own" + client.index()));
        }
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
