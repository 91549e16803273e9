package dev.cairn.sim.net;

import dev.cairn.common.check.Check;
import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Everything that is to go wrong with a network in one run, as data: printed, shrunk, and followed again.
///
/// Immutable.
///
/// @param faults in any order; they may overlap
public record NetworkPlan(List<NetworkFault> faults) {
    /// All nine faults of a network.
    public static final Set<Fault> ALL = Arrays.stream(Fault.values())
            .filter(fault -> fault.group() == Fault.Group.NETWORK)
            .collect(Collectors.toUnmodifiableSet());

    private static final NetworkPlan NONE = new NetworkPlan(List.of());

    /// Copies the list.
    public NetworkPlan {
        faults = List.copyOf(faults);
    }

    /// Nothing goes wrong.
    public static NetworkPlan none() {
        return NONE;
    }

    /// Only these faults.
    public static NetworkPlan of(NetworkFault... faults) {
        return new NetworkPlan(List.of(faults));
    }

    /// A plan for nodes that have no clients, as the next method draws it.
    public static NetworkPlan random(RandomGenerator random, List<NodeId> nodes, Duration span, Set<Fault> allowed) {
        return random(random, nodes, List.of(), span, allowed);
    }

    /// A plan of up to 8 faults that begin in the first three quarters of `span` and have ended when it
    /// ends.
    ///
    /// Each kind of fault is off in every other plan, so that some plans are about one kind alone, and some
    /// about none: Groce and others, "Swarm Testing" (ISSTA 2012), §2.
    ///
    /// @param clients take part in all faults but the isolation of a leader; replies are dropped on the way
    ///     to them
    /// @param allowed kinds that may be on
    public static NetworkPlan random(
            RandomGenerator random, List<NodeId> nodes, List<NodeId> clients, Duration span, Set<Fault> allowed) {
        return new PlanDraw(random, nodes, clients, span).plan(allowed);
    }

    /// The smallest plan that could be found by leaving out faults, with which a run still fails: of no
    /// fault of it alone can it be said that the run fails without it.
    ///
    /// First everything goes at once, then ever smaller pieces: Zeller and Hildebrandt, "Simplifying and
    /// Isolating Failure-Inducing Input", §3 (ddmin, complements only).
    ///
    /// @param fails makes a run that follows a plan, and says whether it fails as the first one did
    public NetworkPlan shrunk(Predicate<NetworkPlan> fails) {
        Check.argument(fails.test(this), "a run that follows the whole plan does not fail:%n%s", this);
        NetworkPlan smallest = this;
        int piece = faults.size();
        while (piece > 0) {
            boolean isAnyCut = false;
            for (int from = 0; from < smallest.faults.size(); ) {
                NetworkPlan fewer = smallest.without(from, piece);
                boolean isCut = fails.test(fewer);
                smallest = isCut ? fewer : smallest;
                isAnyCut |= isCut;
                from += isCut ? 0 : piece;
            }
            piece = isAnyCut && piece == 1 ? 1 : piece / 2;
        }
        return smallest;
    }

    private NetworkPlan without(int from, int count) {
        List<NetworkFault> rest = new ArrayList<>(faults);
        rest.subList(from, Math.min(from + count, rest.size())).clear();
        return new NetworkPlan(rest);
    }

    /// A line for each fault.
    @Override
    public String toString() {
        return faults.isEmpty()
                ? "no fault"
                : faults.stream().map(NetworkFault::toString).collect(Collectors.joining("\n"));
    }
}
