package dev.cairn.sim.net;

import dev.cairn.common.check.Check;
import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Draws plans: which kinds of faults are on, and when they strike whom.
///
/// Confined to one thread.
final class PlanDraw {
    private static final int FAULTS_MAX = 8;
    private static final int PARTS_OF_SPAN = 4;
    private static final int PERCENT_MIN = 5;
    private static final int PERCENT_MAX = 50;
    private static final double PERCENT = 100;
    private static final int SLOWER_MIN = 2;
    private static final int SLOWER_MAX = 50;

    private final RandomGenerator random;
    private final List<NodeId> nodes;
    private final List<NodeId> clients;
    private final List<NodeId> everybody = new ArrayList<>();
    private final long quarterMillis;

    PlanDraw(RandomGenerator random, List<NodeId> nodes, List<NodeId> clients, Duration span) {
        this.random = random;
        this.nodes = nodes;
        this.clients = clients;
        this.quarterMillis = span.toMillis() / PARTS_OF_SPAN;
        everybody.addAll(nodes);
        everybody.addAll(clients);
        Check.argument(everybody.size() > 1, "a network of %s has no links: a plan needs two nodes", everybody);
        Check.argument(quarterMillis > 0, "a plan of %s is too short for faults: at least 4 ms", span);
    }

    NetworkPlan plan(Set<Fault> allowed) {
        List<Fault> kinds = new ArrayList<>();
        for (Fault kind : Fault.values()) {
            boolean isOn = kind.group() == Fault.Group.NETWORK && random.nextBoolean();
            if (isOn && allowed.contains(kind) && isPossible(kind)) {
                kinds.add(kind);
            }
        }
        List<NetworkFault> faults = new ArrayList<>();
        for (int left = kinds.isEmpty() ? 0 : 1 + random.nextInt(FAULTS_MAX); left > 0; left--) {
            faults.add(fault(kinds.get(random.nextInt(kinds.size()))));
        }
        faults.sort(Comparator.comparing(NetworkFault::at));
        return new NetworkPlan(faults);
    }

    private boolean isPossible(Fault kind) {
        return switch (kind) {
            case ISOLATED_LEADER -> nodes.size() > 1;
            case DROPPED_REPLIES -> nodes.size() > (clients.isEmpty() ? 1 : 0);
            default -> true;
        };
    }

    private NetworkFault fault(Fault kind) {
        Duration at = Duration.ofMillis(random.nextLong((PARTS_OF_SPAN - 1) * quarterMillis));
        Duration lasting = Duration.ofMillis(1 + random.nextLong(quarterMillis));
        return switch (kind) {
            case DROP, DUPLICATE, REORDER ->
                ofLinks(at, lasting, kind, random.nextInt(PERCENT_MIN, PERCENT_MAX + 1) / PERCENT);
            case DELAY -> ofLinks(at, lasting, kind, random.nextInt(SLOWER_MIN, SLOWER_MAX + 1));
            case ISOLATED_LEADER -> between(at, lasting, kind, some(nodes, 1), nodes);
            case DROPPED_REPLIES -> replies(at, lasting);
            case SWIZZLE_CLOG ->
                NetworkFault.of(at, lasting, kind, some(everybody, 1 + random.nextInt(everybody.size())), Set.of());
            default -> between(at, lasting, kind, some(everybody, 1 + random.nextInt(everybody.size() - 1)), everybody);
        };
    }

    /// Of what some send to anyone, or anyone to some.
    private NetworkFault ofLinks(Duration at, Duration lasting, Fault kind, double amount) {
        Set<NodeId> some = some(everybody, 1 + random.nextInt(everybody.size()));
        Set<NodeId> anyone = Set.copyOf(everybody);
        return random.nextBoolean()
                ? new NetworkFault(at, lasting, kind, some, anyone, amount)
                : new NetworkFault(at, lasting, kind, anyone, some, amount);
    }

    private NetworkFault replies(Duration at, Duration lasting) {
        if (clients.isEmpty()) {
            Set<NodeId> answering = some(nodes, 1 + random.nextInt(nodes.size() - 1));
            return between(at, lasting, Fault.DROPPED_REPLIES, answering, nodes);
        }
        Set<NodeId> answering = some(nodes, 1 + random.nextInt(nodes.size()));
        return NetworkFault.of(at, lasting, Fault.DROPPED_REPLIES, answering, Set.copyOf(clients));
    }

    /// Between `some` and the others of `all`.
    private static NetworkFault between(Duration at, Duration lasting, Fault kind, Set<NodeId> some, List<NodeId> all) {
        Set<NodeId> others = new HashSet<>(all);
        others.removeAll(some);
        return NetworkFault.of(at, lasting, kind, some, others);
    }

    private Set<NodeId> some(List<NodeId> all, int count) {
        List<NodeId> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return Set.copyOf(shuffled.subList(0, count));
    }
}
