package dev.cairn.sim.crash;

import dev.cairn.common.check.Check;
import dev.cairn.sim.Invariant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which rows a store may hold, as its client knows it: the changes issued so far, and what became of each.
///
/// ```
///   change          1        2        3         4
///   fate          ACKED    OPEN    REFUSED    ISSUED
///   may hold  {} → {a} → {a},{ab} → same →   {ac},{abc}
/// ```
///
/// 1. Each change that took effect is in all states after it; one whose outcome is open is in some of them.
/// 2. What a crash leaves is one of the states after some change, at or after the last that had to survive.
///
/// Confined to one thread.
final class History {
    private static final int STATES_MAX = 4096;

    private final List<Change> changes = new ArrayList<>();
    private final List<Fate> fates = new ArrayList<>();
    private final List<Set<Contents>> states = new ArrayList<>(List.of(Set.of(Contents.NONE)));
    private final Map<Integer, Contents> observed = new HashMap<>();
    private int acknowledged;
    private int version;

    /// What became of a change.
    enum Fate {
        /// Nothing is known yet.
        ISSUED,
        /// It took effect.
        ACKNOWLEDGED,
        /// It did not take effect.
        REFUSED,
        /// It may have taken effect.
        OPEN
    }

    /// One change of the rows.
    @FunctionalInterface
    interface Change {
        /// The rows that may follow on `before`: none if what the store answered contradicts it.
        Set<Contents> apply(Contents before);
    }

    /// Notes that `change` is on its way.
    ///
    /// @return its number, from 0
    int issue(Change change) {
        changes.add(change);
        fates.add(Fate.ISSUED);
        version++;
        extend();
        return changes.size() - 1;
    }

    /// Notes what became of change `number`.
    void settle(int number, Fate fate) {
        fates.set(number, fate);
        if (fate == Fate.ACKNOWLEDGED) {
            acknowledged = Math.max(acknowledged, number + 1);
            version++;
        } else {
            recomputeFrom(number);
        }
    }

    /// Notes the answer of a change that depends on the rows, as the change it turned out to be.
    void settleAs(int number, Change change) {
        changes.set(number, change);
        settle(number, Fate.ACKNOWLEDGED);
        recomputeFrom(number);
    }

    /// Notes that nothing more will be heard of changes that are on their way.
    void abandonIssued() {
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) == Fate.ISSUED) {
                settle(i, Fate.OPEN);
            }
        }
    }

    /// Notes that after all changes so far the store showed exactly `rows`, which was possible.
    void observe(Contents rows) {
        observed.put(changes.size(), rows);
        recomputeFrom(changes.size() - 1);
    }

    /// Number of changes issued.
    int issued() {
        return changes.size();
    }

    /// Number of the last acknowledged change, counted from 1; 0 if there is none.
    int acknowledged() {
        return acknowledged;
    }

    /// Grows whenever something that is allowed may have changed.
    int version() {
        return version;
    }

    /// What a live store may show.
    Set<Contents> now() {
        return states.getLast();
    }

    /// What may be left if the first `floor` changes had to survive, as hashes.
    Set<Long> hashesFrom(int floor) {
        Set<Long> hashes = new HashSet<>();
        for (Set<Contents> after : states.subList(floor, states.size())) {
            after.forEach(rows -> hashes.add(rows.hash()));
        }
        return hashes;
    }

    /// Says in words how `rows` contradict that the first `floor` changes had to survive, and which promise that
    /// breaks.
    Finding judge(Contents rows, int floor) {
        for (int after = Math.min(floor, states.size()) - 1; after >= 0; after--) {
            if (states.get(after).contains(rows)) {
                return new Finding(
                        Invariant.DUR,
                        "write %s of %s had to survive; the store holds the state after write %s"
                                .formatted(floor, issued(), after));
            }
        }
        Contents expected = states.get(floor).iterator().next();
        return new Finding(
                Invariant.PREFIX,
                ("%s writes were issued, the first %s had to survive; the store holds the state after none of them: "
                                + "beside write %s, %s")
                        .formatted(issued(), floor, floor, rows.differenceFrom(expected)));
    }

    private void recomputeFrom(int number) {
        version++;
        while (states.size() > Math.max(0, number) + 1) {
            states.removeLast();
        }
        if (states.size() == 1 && observed.containsKey(0)) {
            states.set(0, Set.of(observed.get(0)));
        }
        while (states.size() <= changes.size()) {
            extend();
        }
    }

    private void extend() {
        int number = states.size() - 1;
        Set<Contents> after = new LinkedHashSet<>();
        Contents seen = observed.get(number + 1);
        if (seen != null) {
            after.add(seen);
        } else {
            states.get(number).forEach(before -> after.addAll(follow(before, number)));
        }
        Check.that(after.size() <= STATES_MAX, "too many writes of unknown outcome: %s states", after.size());
        if (after.isEmpty()) {
            throw new Finding(
                    Invariant.MODEL, "the answer to write " + (number + 1) + " fits no state the store can be in");
        }
        states.add(after);
    }

    private Set<Contents> follow(Contents before, int number) {
        return switch (fates.get(number)) {
            case ISSUED, ACKNOWLEDGED -> changes.get(number).apply(before);
            case REFUSED -> Set.of(before);
            case OPEN -> {
                Set<Contents> both = new LinkedHashSet<>(changes.get(number).apply(before));
                both.add(before);
                yield both;
            }
        };
    }
}
