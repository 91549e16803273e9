package dev.cairn.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a simulated network does to messages, and what processes make of that.
final class SimNetworkTest {
    private static final int MANY = 10_000;
    private static final NodeId B = NodeId.of("b");

    private final Chatter chatter = new Chatter(new World(7), Chatter.nodes("a b"));

    @Test
    void a_good_network_keeps_everything_and_its_order() {
        sendMany(LinkQuality.good());

        assertThat(numbers())
                .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
    }

    @Test
    void so_many_messages_are_lost_as_the_quality_says() {
        sendMany(LinkQuality.good().withDropRate(0.3));

        assertThat(chatter.arrivals).hasSizeBetween(6_850, 7_150);
        assertThat(numbers()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void so_many_messages_arrive_twice_as_the_quality_says() {
        sendMany(LinkQuality.good().withDuplicateRate(0.2));

        assertThat(chatter.arrivals).hasSizeBetween(11_880, 12_120);
        assertThat(Set.copyOf(numbers())).hasSize(MANY);
    }

    @Test
    void so_many_messages_are_overtaken_as_the_quality_says() {
        sendMany(LinkQuality.good().withReorderRate(0.1));

        int overtaken = 0;
        int highest = 0;
        for (int number : numbers()) {
            overtaken += number < highest ? 1 : 0;
            highest = Math.max(highest, number);
        }
        assertThat(overtaken).isBetween(900, 1_100);
        assertThat(Set.copyOf(numbers())).hasSize(MANY);
    }

    @Test
    void delays_have_a_heavy_tail() {
        LinkQuality quality = LinkQuality.good().withDelay(Duration.ofMillis(1), Duration.ofMillis(1));

        assertThat(quality.delay(0)).isEqualTo(Duration.ofMillis(1));
        assertThat(quality.delay(0.5)).isBetween(Duration.ofNanos(1_580_000), Duration.ofNanos(1_600_000));
        assertThat(quality.delay(0.99)).isBetween(Duration.ofMillis(21), Duration.ofMillis(22));
        assertThat(quality.delay(Math.nextDown(1.0))).isEqualTo(Duration.ofMillis(1001));
    }

    @Test
    void a_full_way_refuses_until_something_has_arrived() {
        chatter.network.quality(LinkQuality.good().withUnderWayMax(3));
        assertThat(List.of(chatter.send("a", "b", "1"), chatter.send("a", "b", "2"), chatter.send("a", "b", "3")))
                .containsOnly(true);

        assertThat(chatter.send("a", "b", "refused")).isFalse();
        assertThat(chatter.send("b", "a", "another way")).isTrue();
        chatter.advanceMillis(100);

        assertThat(chatter.send("a", "b", "4")).isTrue();
        chatter.advanceMillis(100);
        assertThat(chatter.messages()).contains("1", "2", "3", "4").doesNotContain("refused");
    }

    @Test
    void a_link_may_have_a_quality_of_its_own_at_any_moment() {
        chatter.network.quality(NodeId.of("a"), B, LinkQuality.good().withDropRate(1));
        chatter.sendAll("first");
        chatter.network.quality(NodeId.of("a"), B, LinkQuality.good());
        chatter.sendAll("second");
        chatter.advanceMillis(100);

        assertThat(chatter.links()).containsExactly("a>a", "a>a", "a>b", "b>a", "b>a", "b>b", "b>b");
    }

    @Test
    void what_a_node_sends_itself_is_never_touched() {
        chatter.network.quality(LinkQuality.good().withDropRate(1));
        assertThat(chatter.send("a", "a", "to myself")).isTrue();
        chatter.advanceMillis(100);

        assertThat(chatter.links()).containsExactly("a>a");
    }

    @Test
    void a_process_that_stands_still_gets_its_messages_when_it_goes_on() {
        chatter.processes.get(B).pause();
        chatter.send("a", "b", "1");
        chatter.send("a", "b", "2");
        chatter.advanceMillis(1000);
        assertThat(chatter.arrivals).isEmpty();

        chatter.processes.get(B).resume();
        chatter.advanceMillis(0);

        assertThat(chatter.messages()).containsExactly("1", "2");
    }

    @Test
    void the_way_to_a_process_that_stands_still_fills_up() {
        chatter.network.quality(LinkQuality.good().withUnderWayMax(2));
        chatter.processes.get(B).pause();
        chatter.send("a", "b", "1");
        chatter.send("a", "b", "2");
        chatter.advanceMillis(1000);

        assertThat(chatter.send("a", "b", "refused")).isFalse();
    }

    @Test
    void a_dead_process_gets_nothing_and_neither_does_the_next_one_of_its_name() {
        SimProcess dead = chatter.processes.get(B);
        chatter.send("a", "b", "under way");
        dead.kill();
        assertThat(chatter.send("a", "b", "to the dead")).as("taken, and lost").isTrue();
        assertThat(chatter.send("b", "a", "from the dead")).isFalse();

        chatter.start(dead.restart());
        chatter.send("a", "b", "to the living");
        chatter.advanceMillis(1000);

        assertThat(chatter.messages()).containsExactly("to the living");
    }

    @Test
    void what_a_process_sent_before_it_died_arrives() {
        chatter.send("b", "a", "last words");
        chatter.processes.get(B).kill();
        chatter.advanceMillis(100);

        assertThat(chatter.messages()).containsExactly("last words");
    }

    @Test
    void the_ways_to_a_process_that_starts_again_are_empty() {
        chatter.network.quality(LinkQuality.good().withUnderWayMax(1));
        chatter.send("a", "b", "fills the way");
        chatter.processes.get(B).kill();
        chatter.start(chatter.processes.get(B).restart());

        assertThat(chatter.send("a", "b", "next")).isTrue();
    }

    @Test
    void two_living_nodes_of_one_name_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chatter.network.join(B, _ -> {}))
                .withMessage("node b is there already: close it, or kill its process, first");
    }

    @Test
    void healing_ends_all_faults_also_those_to_come_and_frees_what_is_stuck() {
        chatter.network.quality(LinkQuality.good().withDuplicateRate(1));
        chatter.network.follow(NetworkPlan.of(
                fault(0, Fault.SWIZZLE_CLOG, Set.of(B), Set.of()),
                fault(100, Fault.SYMMETRIC_PARTITION, Set.of(B), Set.of(NodeId.of("a")))));
        chatter.advanceMillis(0);
        chatter.send("a", "b", "stuck");
        chatter.advanceMillis(50);
        assertThat(chatter.arrivals).isEmpty();

        chatter.network.heal();
        chatter.advanceMillis(100);
        chatter.send("a", "b", "free");
        chatter.advanceMillis(100);

        assertThat(chatter.messages()).containsExactly("stuck", "stuck", "free");
    }

    @Test
    void what_is_late_when_a_network_is_healed_holds_up_nothing_that_is_sent_later() {
        chatter.network.quality(LinkQuality.good().withDelay(Duration.ofSeconds(10), Duration.ZERO));
        chatter.send("a", "b", "late");

        chatter.network.heal();
        chatter.send("a", "b", "free");
        chatter.advanceMillis(11_000);

        assertThat(chatter.messages()).containsExactly("free", "late");
    }

    @Test
    void a_fault_that_is_over_leaves_the_luck_of_later_messages_as_it_was() {
        NetworkFault cut = fault(0, Fault.SYMMETRIC_PARTITION, Set.of(B), Set.of(NodeId.of("a")));

        List<Chatter.Arrival> afterCut = arrivalsAfterTwoSeconds(NetworkPlan.of(cut));

        assertThat(afterCut).hasSizeGreaterThan(200).isEqualTo(arrivalsAfterTwoSeconds(NetworkPlan.none()));
    }

    private static List<Chatter.Arrival> arrivalsAfterTwoSeconds(NetworkPlan plan) {
        Chatter chatter = new Chatter(new World(3), Chatter.nodes("a b"));
        chatter.network.quality(
                LinkQuality.good().withDropRate(0.3).withDuplicateRate(0.3).withReorderRate(0.3));
        chatter.network.follow(plan);
        chatter.talk(300, Duration.ofMillis(10));
        chatter.world.runUntilIdle();
        return chatter.arrivals.stream()
                .filter(arrival -> arrival.nanos() > Duration.ofSeconds(2).toNanos())
                .toList();
    }

    @Test
    void the_trace_has_a_lane_for_each_node_and_says_what_became_of_each_message() {
        chatter.network.quality(NodeId.of("a"), B, LinkQuality.good().withUnderWayMax(1));
        chatter.network.quality(B, NodeId.of("a"), LinkQuality.good().withDropRate(1));
        chatter.send("a", "b", "one");
        chatter.send("a", "b", "two");
        chatter.send("b", "a", "three");
        chatter.advanceMillis(100);

        assertThat(chatter.world.trace().events().stream().map(event -> event.lane() + ": " + event.what()))
                .containsExactly("a: to b: two: refused, the way is full", "b: to a: three: lost", "b: from a: one");
    }

    /// Sends numbers from a to b, one each tenth of a millisecond.
    private void sendMany(LinkQuality quality) {
        chatter.network.quality(quality);
        for (int i = 0; i < MANY; i++) {
            chatter.send("a", "b", String.valueOf(i));
            chatter.world.advance(Duration.ofNanos(100_000));
        }
        chatter.advanceMillis(10_000);
    }

    private List<Integer> numbers() {
        return chatter.messages().stream().map(Integer::parseInt).toList();
    }

    private static NetworkFault fault(long atMillis, Fault kind, Set<NodeId> from, Set<NodeId> to) {
        return NetworkFault.of(Duration.ofMillis(atMillis), Duration.ofSeconds(1), kind, from, to);
    }
}
