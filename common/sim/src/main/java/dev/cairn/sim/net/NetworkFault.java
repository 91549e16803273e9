package dev.cairn.sim.net;

import dev.cairn.common.check.Check;
import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Something that goes wrong with a network for a while, as data.
///
/// | kind | between `from` and `to` | `amount` |
/// |---|---|---|
/// | DROP | a share of the messages from the first to the second is lost | the share |
/// | DELAY | messages from the first to the second take longer | how many times as long |
/// | DUPLICATE | a share of the messages from the first to the second arrives twice | the share |
/// | REORDER | a share of the messages from the first to the second is overtaken | the share |
/// | SYMMETRIC_PARTITION | nothing passes, in either direction | – |
/// | ASYMMETRIC_PARTITION | nothing passes from the first to the second, all does the other way | – |
/// | ISOLATED_LEADER | nothing passes, in either direction | – |
/// | DROPPED_REPLIES | nothing passes from the first to the second, all does the other way | – |
/// | SWIZZLE_CLOG | messages of the first, in either direction, wait; the second is empty | – |
///
/// An isolated leader is one node, and the second are the other nodes; its clients are in neither. Of
/// dropped replies the first are those who answer, and the second those who ask. In a swizzle the first are
/// clogged one by one in the first half of the time, and freed one by one, in an order of its own, in the
/// second; it lasts a millisecond at least, so that there is a time for each.
///
/// What a node sends itself is never touched. A message is cut off if its link is cut when it is sent or
/// when it would arrive. Immutable.
///
/// @param at when it begins, after the plan does
/// @param lasting how long it lasts
/// @param kind one of the network's
/// @param from the first nodes
/// @param to the second nodes; no node is in both but for the four kinds that have an amount
/// @param amount what the table says, else 0
public record NetworkFault(Duration at, Duration lasting, Fault kind, Set<NodeId> from, Set<NodeId> to, double amount) {
    private static final double PERCENT = 100;
    private static final Duration SWIZZLE_MIN = Duration.ofMillis(1);

    /// Copies the sets, and refuses what the table does not have.
    public NetworkFault {
        from = sorted(from);
        to = sorted(to);
        Check.argument(kind.group() == Fault.Group.NETWORK, "%s is no fault of a network", kind);
        Check.argument(!at.isNegative() && !lasting.isNegative(), "%s at %s for %s is below 0", kind, at, lasting);
        Check.argument(
                kind != Fault.SWIZZLE_CLOG || lasting.compareTo(SWIZZLE_MIN) >= 0,
                "%s lasts 1 ms at least, not %s",
                kind,
                lasting);
        Check.argument(!from.isEmpty(), "%s of no node", kind);
        Check.argument(to.isEmpty() == (kind == Fault.SWIZZLE_CLOG), "%s has no such second nodes: %s", kind, to);
        Check.argument(
                isOfQuality(kind) || Collections.disjoint(from, to),
                "%s: a node is on both sides: %s %s",
                kind,
                from,
                to);
        Check.argument(kind != Fault.ISOLATED_LEADER || from.size() == 1, "%s has one leader, not %s", kind, from);
        requireAmount(kind, amount);
    }

    private static void requireAmount(Fault kind, double amount) {
        boolean isAllowed = switch (kind) {
            case DROP, DUPLICATE, REORDER -> amount >= 0 && amount <= 1;
            case DELAY -> amount >= 1;
            default -> amount == 0;
        };
        Check.argument(isAllowed, "%s by %s is not possible", kind, amount);
    }

    private static Set<NodeId> sorted(Set<NodeId> nodes) {
        SortedSet<NodeId> sorted = new TreeSet<>(nodes);
        return Collections.unmodifiableSortedSet(sorted);
    }

    /// A fault without an amount.
    public static NetworkFault of(Duration at, Duration lasting, Fault kind, Set<NodeId> from, Set<NodeId> to) {
        return new NetworkFault(at, lasting, kind, from, to, 0);
    }

    /// When it has ended, after the plan began.
    public Duration end() {
        return at.plus(lasting);
    }

    private static boolean isOfQuality(Fault kind) {
        return kind == Fault.DROP || kind == Fault.DELAY || kind == Fault.DUPLICATE || kind == Fault.REORDER;
    }

    /// Whether nothing passes from `sender` to `receiver`, who are two nodes, while this lasts.
    boolean cuts(NodeId sender, NodeId receiver) {
        return switch (kind) {
            case SYMMETRIC_PARTITION, ISOLATED_LEADER -> goes(sender, receiver) || goes(receiver, sender);
            case ASYMMETRIC_PARTITION, DROPPED_REPLIES -> goes(sender, receiver);
            default -> false;
        };
    }

    /// Whether what `sender` sends to `receiver`, who are two nodes, takes longer while this lasts.
    boolean slows(NodeId sender, NodeId receiver) {
        return kind == Fault.DELAY && amount > 1 && goes(sender, receiver);
    }

    /// The quality of the link from `sender` to `receiver`, who are two nodes, while this lasts.
    LinkQuality worsen(LinkQuality quality, NodeId sender, NodeId receiver) {
        if (!goes(sender, receiver)) {
            return quality;
        }
        return switch (kind) {
            case DROP -> quality.withDropRate(Math.max(quality.dropRate(), amount));
            case DELAY -> quality.withDelay(times(quality.delayMin()), times(quality.jitter()));
            case DUPLICATE -> quality.withDuplicateRate(Math.max(quality.duplicateRate(), amount));
            case REORDER -> quality.withReorderRate(Math.max(quality.reorderRate(), amount));
            default -> quality;
        };
    }

    private Duration times(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * amount));
    }

    private boolean goes(NodeId sender, NodeId receiver) {
        return from.contains(sender) && to.contains(receiver);
    }

    /// One line: `1250ms for 300ms: DROP 30% {a} > {b, c}`.
    @Override
    public String toString() {
        return at.toMillis() + "ms for " + lasting.toMillis() + "ms: " + kind + measure() + " " + braces(from)
                + targets();
    }

    private String measure() {
        return switch (kind) {
            case DROP, DUPLICATE, REORDER -> String.format(Locale.ROOT, " %.0f%%", amount * PERCENT);
            case DELAY -> String.format(Locale.ROOT, " x%.0f", amount);
            default -> "";
        };
    }

    private String targets() {
        return switch (kind) {
            case SYMMETRIC_PARTITION, ISOLATED_LEADER -> " | " + braces(to);
            case SWIZZLE_CLOG -> "";
            default -> " > " + braces(to);
        };
    }

    private static String braces(Set<NodeId> nodes) {
        return nodes.stream().map(NodeId::name).collect(Collectors.joining(", ", "{", "}"));
    }
}
