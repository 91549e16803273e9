package dev.cairn.rpc.cli.sim;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Clients and servers that are wrong, each in one way that people have been wrong in.
enum Mutant {
    /// A client that sends a compare-and-set again without an id.
    RESENDS_WITHOUT_ID(WithoutId::new, Invariant.AMO, Invariant.LIN),
    /// A client that takes a timeout for a failure.
    TIMEOUT_IS_FAILURE(TimeoutIsFailure::new, Invariant.LIN),
    /// A client that goes on in its old session when it starts again, and counts from 1. A right server notices,
    /// and tells it.
    REUSES_IDS(ReusingIds::new, Invariant.BUG),
    /// A server that forgets its answers when it starts again.
    FORGETS_ANSWERS(() -> new Storing(BrokenStore.Wrong.FORGETS_ANSWERS), Invariant.AMO, Invariant.LIN),
    /// A server that records its answer in a batch after the change.
    RECORDS_AFTERWARDS(() -> new Storing(BrokenStore.Wrong.RECORDS_AFTERWARDS), Invariant.AMO, Invariant.LIN),
    /// A server that answers before its store has acknowledged.
    ANSWERS_EARLY(() -> new Storing(BrokenStore.Wrong.ANSWERS_EARLY), Invariant.LIN);

    /// Holds nothing: it makes a new one each time.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<Wiring> wiring;

    /// Unmodifiable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Invariant> broken;

    Mutant(Supplier<Wiring> wiring, Invariant... broken) {
        this.wiring = wiring;
        this.broken = Set.of(broken);
    }

    /// Whether that is what it is wrong in, and nothing else: one of the promises that it breaks; and that a client
    /// is told what may not be said is only meant where the server says that an id was used before.
    boolean explains(Violation violation) {
        boolean isOfId = violation.verdict().contains(" of its slot")
                || violation.verdict().contains("share one id");
        return broken.contains(violation.invariant()) && (violation.invariant() != Invariant.BUG || isOfId);
    }

    /// For one run.
    Wiring wiring() {
        return wiring.get();
    }

    private record Storing(BrokenStore.Wrong wrong) implements Wiring {
        @Override
        public Served open(Engine engine, ServiceOptions options, Disk disk, Env env) {
            return switch (engine.open(disk, env)) {
                case Engine.Opened.Map(var store) -> Wiring.serve(new BrokenStore<>(store, wrong), options, env);
                case Engine.Opened.Lsm(var store) -> Wiring.serve(new BrokenStore<>(store, wrong), options, env);
            };
        }
    }

    private static final class TimeoutIsFailure implements Wiring {
        @Override
        public boolean isOutcomeUnknown(StoreException failure) {
            return false;
        }
    }

    private static final class WithoutId implements Wiring {
        @Override
        public StoreWire wire(StoreWire wire, int client) {
            return new Changed(wire) {
                @Override
                public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
                    Request sent = request instanceof Request.WriteIf(var key, var expected, var batch, var _)
                            ? new Request.WriteIf(key, expected, batch, Optional.empty())
                            : request;
                    return wire.send(sent, timeLeft);
                }
            };
        }
    }

    private static final class ReusingIds implements Wiring {
        private final Map<Integer, Reply> sessions = new HashMap<>();

        @Override
        public StoreWire wire(StoreWire wire, int client) {
            Optional<Reply> old = Optional.ofNullable(sessions.remove(client));
            return new Changed(wire) {
                private Optional<Reply> known = old;

                @Override
                public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
                    if (!(request instanceof Request.OpenSession)) {
                        return wire.send(request, timeLeft);
                    }
                    CompletableFuture<Reply> opened =
                            known.map(CompletableFuture::completedFuture).orElseGet(() -> wire.send(request, timeLeft));
                    known = Optional.empty();
                    return opened.thenApply(reply -> remembered(client, reply));
                }
            };
        }

        private Reply remembered(int client, Reply reply) {
            if (reply instanceof Reply.SessionOpened) {
                sessions.put(client, reply);
            }
            return reply;
        }
    }

    /// A wire of which one thing is changed.
    private abstract static class Changed implements StoreWire {
        private final StoreWire wire;

        Changed(StoreWire wire) {
            this.wire = wire;
        }

        @Override
        public RowStream scan(ScanQuestion question, Duration patience) {
            return wire.scan(question, patience);
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
