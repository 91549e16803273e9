package dev.cairn.rpc.cli.sim;

import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import dev.cairn.sim.net.NetworkPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that is to go wrong in one run: with the network, and with machines.
///
/// Of the faults of clocks there is one, the drift. The two that move the wall time would strike nothing: client
/// and server measure all times by the clock that only goes on, and nothing here asks for the wall time.
///
/// Immutable.
record Troubles(NetworkPlan network, List<MachineFault> machines) {
    /// What goes wrong with machines.
    static final List<Fault> KINDS = List.of(Fault.KILL, Fault.POWER_CUT, Fault.PAUSE, Fault.CLOCK_DRIFT);
    private static final int FAULTS_MAX = 6;
    private static final int DISK_CALLS_MAX = 40;
    private static final double RATE_MIN = 0.5;
    private static final double RATE_MAX = 2;

    Troubles {
        machines = List.copyOf(machines);
    }

    /// Nothing goes wrong.
    static Troubles none() {
        return new Troubles(NetworkPlan.none(), List.of());
    }

    /// Troubles that begin in the first three quarters of `span` and have ended when it ends. Each kind
    /// is off in every other run.
    static Troubles random(RandomGenerator random, NodeId server, List<NodeId> clients, Duration span) {
        NetworkPlan network = NetworkPlan.random(random, List.of(server), clients, span, NetworkPlan.ALL);
        List<Fault> kinds = KINDS.stream().filter(_ -> random.nextBoolean()).toList();
        List<MachineFault> machines = new ArrayList<>();
        for (int left = kinds.isEmpty() ? 0 : 1 + random.nextInt(FAULTS_MAX); left > 0; left--) {
            machines.add(fault(random, kinds.get(random.nextInt(kinds.size())), server, clients, span));
        }
        machines.sort(Comparator.comparing(MachineFault::at));
        return new Troubles(network, machines);
    }

    private static MachineFault fault(
            RandomGenerator random, Fault kind, NodeId server, List<NodeId> clients, Duration span) {
        long quarterMillis = span.toMillis() / 4;
        Duration at = Duration.ofMillis(random.nextLong(3 * quarterMillis));
        Duration lasting = Duration.ofMillis(1 + random.nextLong(quarterMillis / 2));
        boolean isOfServer = kind == Fault.POWER_CUT || random.nextInt(3) != 0;
        NodeId victim = isOfServer ? server : clients.get(random.nextInt(clients.size()));
        double amount = switch (kind) {
            case KILL, POWER_CUT -> isOfServer && random.nextBoolean() ? 1 + random.nextInt(DISK_CALLS_MAX) : 0;
            case CLOCK_DRIFT -> random.nextDouble(RATE_MIN, RATE_MAX);
            default -> 0;
        };
        return new MachineFault(at, lasting, kind, victim, amount);
    }

    /// Whether there is one of that kind.
    boolean has(Fault kind) {
        return kinds().anyMatch(kind::equals);
    }

    /// The kind of each.
    Stream<Fault> kinds() {
        return Stream.concat(
                network.faults().stream().map(fault -> fault.kind()),
                machines.stream().map(MachineFault::kind));
    }

    /// Fewer troubles with which a run still fails: of none can it be said that the run fails without it
    /// alone.
    Troubles shrunk(Predicate<Troubles> fails) {
        Troubles smallest = this;
        for (int i = machines.size() - 1; i >= 0; i--) {
            List<MachineFault> fewer = new ArrayList<>(smallest.machines);
            fewer.remove(i);
            Troubles without = new Troubles(network, fewer);
            smallest = fails.test(without) ? without : smallest;
        }
        List<MachineFault> needed = smallest.machines;
        return new Troubles(network.shrunk(plan -> fails.test(new Troubles(plan, needed))), needed);
    }

    /// A line for each.
    @Override
    public String toString() {
        return network + machines.stream().map(fault -> "\n" + fault).collect(Collectors.joining());
    }
}
