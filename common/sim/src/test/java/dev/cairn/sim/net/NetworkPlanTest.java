package dev.cairn.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Plans: drawn, followed, made small.
final class NetworkPlanTest {
    private static final Duration SPAN = Duration.ofSeconds(2);

    private final List<NodeId> nodes = List.of(Chatter.nodes("a b c"));
    private final List<NodeId> clients = List.of(Chatter.nodes("x y"));

    @Test
    void all_are_the_nine_faults_of_a_network_and_all_are_drawn() {
        Set<Fault> drawn = EnumSet.noneOf(Fault.class);
        for (long seed = 0; seed < 100; seed++) {
            plan(seed).faults().forEach(fault -> drawn.add(fault.kind()));
        }
        assertThat(NetworkPlan.ALL).hasSize(9).allMatch(Fault::isInjectable);
        assertThat(drawn).isEqualTo(NetworkPlan.ALL);
    }

    @Test
    void every_fault_ends_within_the_span_and_they_stand_in_their_order() {
        for (long seed = 0; seed < 200; seed++) {
            List<NetworkFault> faults = plan(seed).faults();
            assertThat(faults)
                    .hasSizeLessThanOrEqualTo(8)
                    .allMatch(fault -> fault.end().compareTo(SPAN) <= 0);
            assertThat(faults.stream().map(NetworkFault::at)).isSorted();
        }
    }

    @Test
    void in_each_plan_some_kinds_are_off_and_each_kind_is_in_some_plan_alone() {
        Set<Set<Fault>> mixes = new HashSet<>();
        for (long seed = 0; seed < 2_000; seed++) {
            Set<Fault> kinds = new HashSet<>();
            plan(seed).faults().forEach(fault -> kinds.add(fault.kind()));
            mixes.add(kinds);
        }
        assertThat(mixes).hasSizeGreaterThan(100).contains(Set.of());
        assertThat(NetworkPlan.ALL).allMatch(kind -> mixes.contains(Set.of(kind)));
    }

    @Test
    void what_is_not_allowed_is_not_drawn() {
        for (long seed = 0; seed < 100; seed++) {
            NetworkPlan plan = NetworkPlan.random(
                    new SplittableRandom(seed), nodes, SPAN, Set.of(Fault.DROP, Fault.ISOLATED_LEADER));
            assertThat(plan.faults())
                    .allMatch(fault -> fault.kind() == Fault.DROP || fault.kind() == Fault.ISOLATED_LEADER);
        }
    }

    @Test
    void a_leader_keeps_its_clients_and_replies_are_dropped_on_the_way_to_them() {
        for (long seed = 0; seed < 200; seed++) {
            for (NetworkFault fault : plan(seed).faults()) {
                assertThat(fault.kind() == Fault.ISOLATED_LEADER
                                && !fault.to().stream().allMatch(nodes::contains))
                        .isFalse();
                assertThat(fault.kind() == Fault.DROPPED_REPLIES && !fault.to().equals(Set.copyOf(clients)))
                        .isFalse();
            }
        }
    }

    @Test
    void one_server_and_its_client_can_have_a_plan_and_one_node_alone_cannot() {
        List<NodeId> server = nodes.subList(0, 1);
        for (long seed = 0; seed < 100; seed++) {
            NetworkPlan plan = NetworkPlan.random(
                    new SplittableRandom(seed), server, clients.subList(0, 1), SPAN, NetworkPlan.ALL);
            assertThat(plan.faults()).noneMatch(fault -> fault.kind() == Fault.ISOLATED_LEADER);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkPlan.random(new SplittableRandom(1), server, SPAN, NetworkPlan.ALL))
                .withMessageContaining("a plan needs two nodes");
    }

    @Test
    void a_plan_is_a_line_for_each_fault() {
        NetworkFault fault = fault(Fault.SYMMETRIC_PARTITION, "a", "b");

        assertThat(NetworkPlan.of(fault, fault).toString().lines())
                .hasSize(2)
                .containsOnly("0ms for 2000ms: SYMMETRIC_PARTITION {a} | {b}");
        assertThat(NetworkPlan.none()).hasToString("no fault");
    }

    @Test
    void two_runs_of_one_seed_are_equal_whatever_goes_wrong() {
        Set<Long> hashes = new HashSet<>();
        for (long seed = 0; seed < 12; seed++) {
            hashes.add(World.requireSameTwice(seed, this::liveThroughEverything));
        }
        assertThat(hashes).hasSize(12);
    }

    private void liveThroughEverything(World world) {
        Chatter chatter = new Chatter(world, Chatter.nodes("a b c x y"));
        chatter.network.follow(NetworkPlan.random(world.stream("plan"), nodes, clients, SPAN, NetworkPlan.ALL));
        chatter.talk(200, Duration.ofMillis(10));
        SimProcess a = chatter.process(nodes.get(0));
        SimProcess b = chatter.process(nodes.get(1));
        world.schedule(Duration.ofMillis(300), "test", "pause", b::pause);
        world.schedule(Duration.ofMillis(500), "test", "kill", a::kill);
        world.schedule(Duration.ofMillis(700), "test", "resume", b::resume);
        world.schedule(Duration.ofMillis(900), "test", "restart", () -> chatter.start(a.restart()));
        world.runUntilIdle();
    }

    @Test
    void a_fault_less_leaves_what_other_links_do_as_it_was() {
        int compared = 0;
        for (long seed = 0; seed < 20; seed++) {
            NetworkPlan plan = plan(seed);
            for (NetworkFault fault : plan.faults()) {
                List<NetworkFault> fewer = new ArrayList<>(plan.faults());
                fewer.remove(fault);
                List<Chatter.Arrival> untouched = untouchedBy(fault, seed, plan);
                assertThat(untouchedBy(fault, seed, new NetworkPlan(fewer))).isEqualTo(untouched);
                compared += untouched.size();
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    /// What arrives, in a run that follows `plan`, on links that `fault` is not about.
    private List<Chatter.Arrival> untouchedBy(NetworkFault fault, long seed, NetworkPlan plan) {
        Chatter chatter = new Chatter(new World(seed), Chatter.nodes("a b c x y"));
        chatter.network.follow(plan);
        chatter.talk(40, Duration.ofMillis(50));
        chatter.world.runUntilIdle();
        return chatter.arrivals.stream()
                .filter(arrival -> !fault.kind().equals(Fault.SWIZZLE_CLOG)
                        || !(fault.from().contains(arrival.from())
                                || fault.from().contains(arrival.to())))
                .filter(arrival ->
                        !(touches(fault, arrival.from(), arrival.to()) || touches(fault, arrival.to(), arrival.from())))
                .toList();
    }

    private static boolean touches(NetworkFault fault, NodeId from, NodeId to) {
        return fault.from().contains(from) && fault.to().contains(to);
    }

    @Test
    void a_failing_plan_shrinks_to_the_faults_that_it_fails_with() {
        NetworkFault cut = fault(Fault.SYMMETRIC_PARTITION, "a", "b");
        NetworkFault replies = fault(Fault.DROPPED_REPLIES, "a", "x");
        List<NetworkFault> all = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            all.addAll(plan(seed).faults());
        }
        all.add(7, cut);
        all.add(21, replies);
        int[] runs = {0};

        NetworkPlan smallest = new NetworkPlan(all).shrunk(plan -> {
            runs[0]++;
            return plan.faults().containsAll(List.of(cut, replies));
        });

        assertThat(smallest).isEqualTo(NetworkPlan.of(cut, replies));
        assertThat(runs[0]).isLessThan(60);
    }

    @Test
    void a_plan_shrinks_to_nothing_if_the_run_fails_on_a_good_network_too() {
        assertThat(plan(3).shrunk(_ -> true)).isEqualTo(NetworkPlan.none());
    }

    @Test
    void a_plan_that_does_not_fail_cannot_be_shrunk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(3).shrunk(_ -> false))
                .withMessageContaining("does not fail");
    }

    @Test
    void a_run_that_misses_a_message_shrinks_to_what_cut_it_off() {
        NetworkFault guilty = fault(Fault.ASYMMETRIC_PARTITION, "a", "b");
        List<NetworkFault> faults = new ArrayList<>(List.of(guilty, fault(Fault.SYMMETRIC_PARTITION, "b", "c")));
        faults.add(fault(Fault.SWIZZLE_CLOG, "c x", ""));
        faults.add(fault(Fault.DROPPED_REPLIES, "b", "x"));

        NetworkPlan smallest = new NetworkPlan(faults).shrunk(plan -> {
            Chatter chatter = new Chatter(new World(5), Chatter.nodes("a b c x"));
            chatter.network.follow(plan);
            chatter.talk(3, Duration.ofMillis(1));
            chatter.world.runUntilIdle();
            return !chatter.links().contains("a>b");
        });

        assertThat(smallest).isEqualTo(NetworkPlan.of(guilty));
    }

    private NetworkPlan plan(long seed) {
        return NetworkPlan.random(new SplittableRandom(seed), nodes, clients, SPAN, NetworkPlan.ALL);
    }

    private static NetworkFault fault(Fault kind, String from, String to) {
        Set<NodeId> second = to.isEmpty() ? Set.of() : Set.of(Chatter.nodes(to));
        return NetworkFault.of(Duration.ZERO, SPAN, kind, Set.of(Chatter.nodes(from)), second);
    }
}
