package dev.cairn.sim.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each fault does what its line in the table of [NetworkFault] says, and nothing else, and ends.
final class NetworkFaultTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Chatter chatter = new Chatter(new World(1), Chatter.nodes("a b c x"));

    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_PARTITION, a, b c, a>b a>c b>a c>a",
        "SYMMETRIC_PARTITION, a b, c x, a>c a>x b>c b>x c>a c>b x>a x>b",
        "ASYMMETRIC_PARTITION, a, b c x, a>b a>c a>x",
        "ASYMMETRIC_PARTITION, b c, a, b>a c>a",
        "ISOLATED_LEADER, a, b c, a>b a>c b>a c>a",
        "DROPPED_REPLIES, a b c, x, a>x b>x c>x",
        "DROP, a b, a x, a>x b>a b>x",
    })
    void a_fault_cuts_its_links_and_no_other(Fault kind, String from, String to, String cut) {
        begin(kind, from, to, kind == Fault.DROP ? 1 : 0);
        chatter.sendAll("during");
        chatter.advanceMillis(500);

        List<String> expected = allLinks();
        expected.removeAll(List.of(cut.split(" ")));
        assertThat(chatter.links()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_PARTITION, a, b, 0",
        "ASYMMETRIC_PARTITION, a, b, 0",
        "ISOLATED_LEADER, a, b, 0",
        "DROPPED_REPLIES, a, b, 0",
        "DROP, a, b, 1",
        "DELAY, a, b, 1000",
        "DUPLICATE, a, b, 1",
        "REORDER, a, b, 1",
        "SWIZZLE_CLOG, a, '', 0",
    })
    void every_fault_ends(Fault kind, String from, String to, double amount) {
        begin(kind, from, to, amount);
        chatter.advanceMillis(1000);
        chatter.sendAll("after");
        chatter.advanceMillis(20);

        assertThat(chatter.links()).isEqualTo(allLinks());
    }

    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_PARTITION, a, b, 0, 2",
        "ASYMMETRIC_PARTITION, a, b, 0, 1",
        "ISOLATED_LEADER, a, b c, 0, 4",
        "DROPPED_REPLIES, a, b, 0, 1",
        "DROP, a, b c, 1, 2",
        "DROP, a, b, 0, 0",
        "DELAY, a, b, 1000, 1",
        "DELAY, a, b, 1, 0",
        "DUPLICATE, a, b, 1, 1",
        "REORDER, a, b x, 1, 2",
        "SWIZZLE_CLOG, a, '', 0, 6",
    })
    void what_a_fault_has_struck_is_counted(Fault kind, String from, String to, double amount, long messages) {
        chatter.sendAll("before");
        chatter.advanceMillis(400);
        assertThat(chatter.network.struck()).isEmpty();
        begin(kind, from, to, amount);
        assertThat(chatter.network.struck()).isEmpty();
        chatter.sendAll("during");
        chatter.advanceMillis(3000);

        assertThat(chatter.network.struck()).isEqualTo(messages == 0 ? Map.of() : Map.of(kind, messages));
    }

    @Test
    void what_is_under_way_when_a_link_is_cut_is_lost_too() {
        chatter.send("a", "b", "too late");
        begin(Fault.ASYMMETRIC_PARTITION, "a", "b", 0);
        chatter.advanceMillis(5000);

        assertThat(chatter.arrivals).isEmpty();
        assertThat(chatter.network.struck()).isEqualTo(Map.of(Fault.ASYMMETRIC_PARTITION, 1L));
        assertThat(chatter.world.trace().ladder()).contains("from a: too late", "... lost, the link is cut");
    }

    @Test
    void a_delay_makes_messages_so_many_times_slower() {
        begin(Fault.DELAY, "a", "b", 100);
        chatter.send("a", "b", "slow");
        chatter.send("b", "a", "fast");
        chatter.advanceMillis(500);

        assertThat(chatter.messages()).containsExactly("fast", "slow");
        assertThat(chatter.arrivals.getLast().nanos()).isGreaterThan(50_000_000);
    }

    @Test
    void a_duplicate_arrives_twice_and_the_second_time_later() {
        begin(Fault.DUPLICATE, "a", "b", 1);
        chatter.send("a", "b", "twice");
        chatter.send("b", "a", "once");
        chatter.advanceMillis(500);

        assertThat(chatter.messages()).containsExactlyInAnyOrder("twice", "twice", "once");
        assertThat(chatter.arrivals.stream().map(Chatter.Arrival::nanos)).doesNotHaveDuplicates();
    }

    @Test
    void a_reordered_message_is_overtaken_by_one_that_is_not() {
        begin(Fault.REORDER, "a", "b", 1);
        chatter.send("a", "b", "first");
        chatter.network.heal();
        chatter.send("a", "b", "second");
        chatter.advanceMillis(500);

        assertThat(chatter.messages()).containsExactly("second", "first");
    }

    @Test
    void clogged_nodes_get_and_send_nothing_until_they_are_free_and_then_everything() {
        begin(Fault.SWIZZLE_CLOG, "a b c", "", 0);
        chatter.advanceMillis(400);
        chatter.sendAll("stuck");
        chatter.advanceMillis(90);
        assertThat(chatter.links()).containsExactly("a>a", "b>b", "c>c", "x>x");

        chatter.advanceMillis(600);

        assertThat(chatter.links()).isEqualTo(allLinks());
    }

    @Test
    void nodes_are_clogged_and_freed_one_by_one_and_in_orders_of_their_own() {
        begin(Fault.SWIZZLE_CLOG, "a b c x", "", 0);
        chatter.advanceMillis(1000);

        List<String> told = chatter.world.trace().events().stream()
                .map(event -> event.nanos() / 1_000_000 + " " + event.what().replaceFirst(" .*", ""))
                .toList();
        assertThat(told)
                .containsExactly(
                        "0 clogs",
                        "125 clogs",
                        "250 clogs",
                        "375 clogs",
                        "625 frees",
                        "750 frees",
                        "875 frees",
                        "1000 frees");
        assertThat(orders("clogs")).hasSameSizeAs(orders("frees")).hasSizeGreaterThan(3);
    }

    /// The orders in which nodes are clogged, or freed, in 20 worlds.
    private static Set<String> orders(String verb) {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; orders.size() < 5 && seed < 50; seed++) {
            World world = new World(seed);
            new SimNetwork<String>(world).follow(NetworkPlan.of(fault(Fault.SWIZZLE_CLOG, "a b c", "", 0)));
            world.runUntilIdle();
            orders.add(world.trace().events().stream()
                    .map(Trace.Event::what)
                    .filter(what -> what.startsWith(verb))
                    .toList()
                    .toString());
        }
        return orders;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DROP; a; b c; 0.3; 0ms for 1000ms: DROP 30% {a} > {b, c}",
                "DELAY; b a; a; 12; 0ms for 1000ms: DELAY x12 {a, b} > {a}",
                "SYMMETRIC_PARTITION; a; b; 0; 0ms for 1000ms: SYMMETRIC_PARTITION {a} | {b}",
                "DROPPED_REPLIES; a; x; 0; 0ms for 1000ms: DROPPED_REPLIES {a} > {x}",
                "SWIZZLE_CLOG; c a b; ''; 0; 0ms for 1000ms: SWIZZLE_CLOG {a, b, c}",
            })
    void a_fault_is_one_line(Fault kind, String from, String to, double amount, String line) {
        assertThat(fault(kind, from, to, amount)).hasToString(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "KILL; a; b; 0; KILL is no fault of a network",
                "DROP; a; b; 1.5; DROP by 1.5 is not possible",
                "DELAY; a; b; 0; DELAY by 0.0 is not possible",
                "SYMMETRIC_PARTITION; a; b; 0.5; SYMMETRIC_PARTITION by 0.5 is not possible",
                "SYMMETRIC_PARTITION; a b; b; 0; SYMMETRIC_PARTITION: a node is on both sides: [a, b] [b]",
                "ISOLATED_LEADER; a b; c; 0; ISOLATED_LEADER has one leader, not [a, b]",
                "SWIZZLE_CLOG; a; b; 0; SWIZZLE_CLOG has no such second nodes: [b]",
                "DROP; a; ''; 0.5; DROP has no such second nodes: []",
                "DROP; ''; a; 0.5; DROP of no node",
            })
    void a_fault_that_makes_no_sense_is_refused(Fault kind, String from, String to, double amount, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fault(kind, from, to, amount))
                .withMessage(message);
    }

    @Test
    void a_swizzle_lasts_so_long_that_whoever_is_clogged_gets_free() {
        Set<NodeId> nodes = set("a b c x");
        for (Duration tooShort : List.of(Duration.ZERO, Duration.ofNanos(999_999))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NetworkFault.of(Duration.ZERO, tooShort, Fault.SWIZZLE_CLOG, nodes, Set.of()))
                    .withMessage("SWIZZLE_CLOG lasts 1 ms at least, not " + tooShort);
        }
        chatter.network.follow(NetworkPlan.of(
                NetworkFault.of(Duration.ZERO, Duration.ofMillis(1), Fault.SWIZZLE_CLOG, nodes, Set.of())));
        chatter.advanceMillis(2);
        chatter.sendAll("after");
        chatter.advanceMillis(20);

        assertThat(chatter.links()).isEqualTo(allLinks());
    }

    private void begin(Fault kind, String from, String to, double amount) {
        chatter.network.follow(NetworkPlan.of(fault(kind, from, to, amount)));
        chatter.advanceMillis(0);
    }

    private static NetworkFault fault(Fault kind, String from, String to, double amount) {
        return new NetworkFault(Duration.ZERO, SECOND, kind, set(from), set(to), amount);
    }

    private static Set<NodeId> set(String names) {
        return names.isEmpty() ? Set.of() : Set.of(Chatter.nodes(names));
    }

    private static List<String> allLinks() {
        List<String> links = new ArrayList<>();
        for (NodeId from : Chatter.nodes("a b c x")) {
            for (NodeId to : Chatter.nodes("a b c x")) {
                links.add(from + ">" + to);
            }
        }
        return links;
    }
}
