package dev.cairn.rpc.process;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.history.History;
import dev.cairn.sim.history.HistoryRecorder;
import dev.cairn.sim.history.Operation.Action;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// What clients do in one round, and what is known of it.
///
/// | a client does | of ten times | on |
/// |---|---|---|
/// | get, put, delete, compare-and-set, each written value another one | 7 | a few keys that all share |
/// | counts: reads the counter, and replaces what it read by one more | 2 | a counter that all share |
/// | puts a mark, each once and never again | 1 | keys of its own |
///
/// All but the marks is in the [#history]. The keys of two rounds are never the same. Thread-safe.
final class Round {
    private static final int SHARED_KEYS = 4;

    private final String name;
    private final HistoryRecorder recorder;
    private final Set<String> acknowledgedMarks = ConcurrentHashMap.newKeySet();
    private final Set<String> calledMarks = ConcurrentHashMap.newKeySet();
    private final AtomicInteger values = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger perhapsCounted = new AtomicInteger();
    private int acknowledged;
    private boolean isOver;

    Round(int number, Clock clock) {
        this.name = "round-" + number + "-";
        this.recorder = new HistoryRecorder(clock);
    }

    /// One client: works until the round is over.
    void work(int client, KeyValueStore store, RandomGenerator random) {
        Hand hand = new Hand(client, store, random);
        try {
            while (!isOver()) {
                hand.act();
            }
        } finally {
            end();
        }
    }

    /// Lets the clients come to an end. So does a client that fails.
    synchronized void end() {
        isOver = true;
        notifyAll();
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    private synchronized void acknowledge() {
        acknowledged++;
        notifyAll();
    }

    /// Waits until so many operations have been acknowledged, or the round is over.
    synchronized void awaitAcknowledged(int count) throws InterruptedException {
        while (acknowledged < count && !isOver) {
            wait();
        }
    }

    /// How many operations have been acknowledged.
    synchronized int acknowledged() {
        return acknowledged;
    }

    /// How many times the counter was surely increased.
    int counted() {
        return counted.get();
    }

    /// How many times it may have been, and nobody was told.
    int perhapsCounted() {
        return perhapsCounted.get();
    }

    /// Keys that were acknowledged; a copy.
    Set<String> acknowledgedMarks() {
        return new TreeSet<>(acknowledgedMarks);
    }

    /// Keys that were tried; a copy.
    Set<String> calledMarks() {
        return new TreeSet<>(calledMarks);
    }

    /// Keys of marks that `store` has.
    Set<String> marksIn(KeyValueStore store) {
        Set<String> marks = new HashSet<>();
        try (Cursor cursor = store.scan(KeyRange.prefix(Bytes.utf8(name + "mark-")))) {
            while (cursor.next()) {
                marks.add(cursor.key().toUtf8());
            }
        }
        return marks;
    }

    /// Reads all shared keys, as a client of its own, and answers what the counter has.
    int readAll(KeyValueStore store) {
        Hand reader = new Hand(-1, store, new SplittableRandom(0));
        for (int key = 0; key < SHARED_KEYS; key++) {
            var _ = reader.get(sharedKey(key));
        }
        return reader.get(counter()).map(Round::number).orElse(0);
    }

    History history() {
        return recorder.history();
    }

    private Bytes sharedKey(int number) {
        return Bytes.utf8(name + "key-" + number);
    }

    private Bytes counter() {
        return Bytes.utf8(name + "counter");
    }

    private static int number(Bytes value) {
        return Integer.parseInt(value.toUtf8());
    }

    /// What came of a call.
    private enum End {
        DONE,
        NOT_DONE,
        UNKNOWN
    }

    /// One client. Confined to one thread.
    private final class Hand {
        private final int client;
        private final KeyValueStore store;
        private final RandomGenerator random;
        private Optional<Bytes> lastSeen = Optional.empty();

        Hand(int client, KeyValueStore store, RandomGenerator random) {
            this.client = client;
            this.store = store;
            this.random = random;
        }

        void act() {
            Bytes key = sharedKey(random.nextInt(SHARED_KEYS));
            switch (random.nextInt(10)) {
                case 0, 1 -> lastSeen = get(key);
                case 2, 3 -> {
                    Bytes value = newValue();
                    var _ = change(new Action.Put(key, value), () -> put(key, value));
                }
                case 4 -> {
                    var _ = change(new Action.Delete(key), () -> delete(key));
                }
                case 5, 6 -> {
                    var _ = swap(key, random.nextBoolean() ? get(key) : lastSeen, newValue());
                }
                case 7, 8 -> count();
                default -> mark();
            }
        }

        private boolean put(Bytes key, Bytes value) {
            store.put(key, value);
            return true;
        }

        private boolean delete(Bytes key) {
            store.delete(key);
            return true;
        }

        private Bytes newValue() {
            return Bytes.utf8("v" + values.incrementAndGet());
        }

        /// What is there; empty too if it is not known.
        Optional<Bytes> get(Bytes key) {
            int id = recorder.begin(client, new Action.Get(key, Optional.empty()));
            try {
                Optional<Bytes> seen = store.get(key);
                recorder.saw(id, seen);
                acknowledge();
                return seen;
            } catch (StoreException.Unavailable noAnswer) {
                recorder.refused(id);
                return Optional.empty();
            }
        }

        private End swap(Bytes key, Optional<Bytes> expected, Bytes replacement) {
            return change(
                    new Action.Cas(key, expected, Optional.of(replacement)),
                    () -> store.compareAndSet(key, expected, Optional.of(replacement)));
        }

        private void count() {
            Optional<Bytes> seen = get(counter());
            Bytes more = Bytes.utf8(Integer.toString(seen.map(Round::number).orElse(0) + 1));
            switch (swap(counter(), seen, more)) {
                case DONE -> counted.incrementAndGet();
                case UNKNOWN -> perhapsCounted.incrementAndGet();
                case NOT_DONE -> {}
            }
        }

        private void mark() {
            String key = name + "mark-" + values.incrementAndGet();
            calledMarks.add(key);
            try {
                store.put(Bytes.utf8(key), Bytes.EMPTY);
                acknowledgedMarks.add(key);
                acknowledge();
            } catch (StoreException.UnknownOutcome | StoreException.Unavailable noAnswer) {
                return;
            }
        }

        private End change(Action action, BooleanSupplier call) {
            int id = recorder.begin(client, action);
            try {
                boolean isDone = call.getAsBoolean();
                if (isDone) {
                    recorder.succeeded(id);
                } else {
                    recorder.foundAnother(id);
                }
                acknowledge();
                return isDone ? End.DONE : End.NOT_DONE;
            } catch (StoreException.UnknownOutcome noAnswer) {
                return End.UNKNOWN;
            } catch (StoreException.Unavailable notDone) {
                recorder.refused(id);
                return End.NOT_DONE;
            }
        }
    }
}
