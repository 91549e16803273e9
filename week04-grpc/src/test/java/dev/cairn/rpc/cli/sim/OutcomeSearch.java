package dev.cairn.rpc.cli.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.client.RemoteCore;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.rpc.peer.PeerMessage;
import dev.cairn.rpc.peer.Peers;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.Trace;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.net.SimNetwork;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// All fates of the first three exchanges of one client that does three operations, one after the other,
/// and reads what is left when nothing is under way any more.
///
/// @param script what it does
/// @param retry how it tries
/// @param wiring what is broken
/// @param isOpeningFated whether the opening of a session counts as an exchange; then there are fates for
///     four
record OutcomeSearch(List<Action> script, RetryOptions retry, Wiring wiring, boolean isOpeningFated) {
    static final Bytes KEY = Bytes.utf8("k");

    private static final int EXCHANGES = 3;
    private static final Duration WITHIN = Duration.ofSeconds(5);

    /// Fates of the exchanges of operations alone.
    OutcomeSearch(List<Action> script, RetryOptions retry, Wiring wiring) {
        this(script, retry, wiring, false);
    }

    /// What was searched.
    ///
    /// @param unknown how many operations ended so
    /// @param struck how often each fate came true, those of further exchanges included
    /// @param convicted the runs that broke a promise
    record Found(int runs, long operations, long unknown, Map<Fate, Integer> struck, List<Violation> convicted) {}

    /// Runs all of them.
    Found search() {
        EnumMap<Fate, Integer> struck = new EnumMap<>(Fate.class);
        Counts counts = new Counts();
        List<Violation> convicted = new ArrayList<>();
        List<List<Fate>> all = allFates(isOpeningFated ? EXCHANGES + 1 : EXCHANGES);
        for (List<Fate> fates : all) {
            try {
                new Run(fates, struck, counts).run();
            } catch (Violation violation) {
                convicted.add(new Violation(violation.invariant(), fates + ": " + violation.verdict(), "", violation));
            }
        }
        return new Found(
                all.size(),
                counts.of(Counts.What.OPERATION),
                counts.of(Counts.What.UNKNOWN),
                struck,
                List.copyOf(convicted));
    }

    private static List<List<Fate>> allFates(int exchanges) {
        List<List<Fate>> all = List.of(List.of());
        for (int i = 0; i < exchanges; i++) {
            all = all.stream()
                    .flatMap(fates -> Arrays.stream(Fate.values())
                            .map(next -> Stream.concat(fates.stream(), Stream.of(next))
                                    .toList()))
                    .toList();
        }
        return all;
    }

    /// One run.
    private final class Run {
        private final World world;
        private final SimNetwork<PeerMessage> network;
        private final ServerNode server;
        private final SimProcess client;
        private final RemoteCore core;
        private final Book book;
        private int next;
        private int finalReads;
        private boolean isOver;

        Run(List<Fate> fates, EnumMap<Fate, Integer> struck, Counts counts) {
            this.world = new World(1, Trace.off());
            this.network = new SimNetwork<>(world);
            FatedWiring fated = new FatedWiring(world, wiring, retry, isOpeningFated, fates, struck);
            this.server = new ServerNode(world, network, setup(), fated, counts);
            fated.strikes(server);
            server.start();
            this.client = new SimProcess(world, ClientNode.name(0));
            Env env = client.env();
            Peers peers = Peers.join(
                    receiver -> fated.join(network, client, receiver),
                    Peers.Server.none(),
                    env.background(),
                    env.random());
            this.core = RemoteCore.over(
                    fated.wire(peers.to(ServerNode.NAME), 0), retry, env.clock(), env.background(), env.random());
            this.book = new Book(world, fated, counts);
        }

        private Setup setup() {
            Engine engine = new Engine(true, SyncPolicy.always());
            return new Setup(1, 1, 1, 1, 1, engine, retry, ServiceOptions.defaults(), Troubles.none());
        }

        void run() {
            goOn();
            while (!isOver) {
                if (world.nanos() > WITHIN.toNanos() || !world.runOne()) {
                    throw new Violation(Invariant.LIVE, "operation " + next + " has no end", "", null);
                }
                server.store().ifPresent(store -> book.look(store, List.of(KEY)));
            }
            book.judge(0);
        }

        /// The next of the script, or, when late requests have come too, the last read.
        private void goOn() {
            if (next < script.size()) {
                call(script.get(next++));
            } else {
                Duration whenAllHasCome = retry.deadline().plus(FatedWiring.LATE.multipliedBy(2));
                client.schedule(whenAllHasCome, "reads", () -> {
                    if (finalReads++ > 2) {
                        throw new Violation(Invariant.LIVE, "the last read has no answer", "", null);
                    }
                    call(new Action.Get(KEY, Optional.empty()));
                });
            }
        }

        private void call(Action action) {
            int id = book.begin(0, action);
            switch (action) {
                case Action.Put put -> {
                    WriteBatch batch =
                            WriteBatch.builder().put(KEY, put.value()).build();
                    hear(id, action, core.submitWrite(batch), _ -> book.done(id));
                }
                case Action.Delete _ -> {
                    WriteBatch batch = WriteBatch.builder().delete(KEY).build();
                    hear(id, action, core.submitWrite(batch), _ -> book.done(id));
                }
                case Action.Cas cas ->
                    hear(
                            id,
                            action,
                            core.submitCompareAndSet(KEY, cas.expected(), cas.replacement()),
                            isApplied -> book.compared(id, action, isApplied));
                case Action.Get _ ->
                    hear(id, action, core.submitGet(KEY), seen -> {
                        book.saw(id, seen);
                        isOver = finalReads > 0;
                    });
            }
        }

        private <T> void hear(int id, Action action, CompletableFuture<T> answer, Consumer<T> then) {
            var _ = answer.whenComplete((value, failure) -> client.schedule(Duration.ZERO, "hears", () -> {
                if (failure == null) {
                    then.accept(value);
                } else {
                    book.failed(id, action, failure);
                }
                goOn();
            }));
        }
    }
}
