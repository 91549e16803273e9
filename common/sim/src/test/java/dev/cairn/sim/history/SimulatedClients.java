package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Clients of a store that is linearizable by construction: each operation takes effect at one moment that chance
/// draws between its call and its return.
///
/// @param values number of values that are written; the fewer, the more often two writes are the same
/// @param percentUnknown how many operations end without an answer; half of those take effect, some long after
record SimulatedClients(int clients, int keys, int values, int operations, int percentUnknown) {
    private static final int LONGEST = 20;

    /// An operation whose answer is not known yet.
    private record Planned(int client, Action action, long call, long effect, long end, boolean isUnknown) {}

    /// What they do and see, in the order of the effects.
    History run(RandomGenerator random) {
        List<Planned> plan = plan(random);
        Map<Bytes, Bytes> rows = new HashMap<>();
        List<Operation> done = new ArrayList<>();
        plan.stream().sorted(Comparator.comparingLong(Planned::effect)).forEach(next -> done.add(answer(next, rows)));
        return new History(done);
    }

    private List<Planned> plan(RandomGenerator random) {
        long[] free = new long[clients];
        List<Planned> plan = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            int client = random.nextInt(clients);
            long call = free[client] + random.nextInt(3);
            long effect = call + random.nextInt(LONGEST);
            long end = effect + random.nextInt(LONGEST);
            boolean isUnknown = random.nextInt(100) < percentUnknown;
            long late = random.nextBoolean() ? Long.MAX_VALUE : call + random.nextInt(5 * LONGEST);
            plan.add(new Planned(client, action(random), call, isUnknown ? late : effect, end, isUnknown));
            free[client] = end + 1;
        }
        return plan;
    }

    private Action action(RandomGenerator random) {
        Bytes key = Bytes.utf8("k" + random.nextInt(keys));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Action.Put(key, value(random));
            case 3 -> new Action.Delete(key);
            case 4 -> new Action.Cas(key, Optional.empty(), Optional.of(value(random)));
            case 5 -> new Action.Cas(key, Optional.of(value(random)), Optional.of(value(random)));
            default -> new Action.Get(key, Optional.empty());
        };
    }

    private Bytes value(RandomGenerator random) {
        return Bytes.utf8("v" + random.nextInt(values));
    }

    private static Operation answer(Planned planned, Map<Bytes, Bytes> rows) {
        Optional<Bytes> now = Optional.ofNullable(rows.get(planned.action().key()));
        if (planned.effect() < Long.MAX_VALUE) {
            apply(planned.action(), now, rows);
        }
        Outcome outcome = planned.isUnknown()
                ? Outcome.UNKNOWN
                : planned.action() instanceof Action.Cas cas && !cas.expected().equals(now) ? Outcome.FAIL : Outcome.OK;
        Action action = planned.action() instanceof Action.Get get && outcome == Outcome.OK
                ? new Action.Get(get.key(), now)
                : planned.action();
        return new Operation(planned.client(), action, planned.call(), planned.end(), outcome);
    }

    private static void apply(Action action, Optional<Bytes> now, Map<Bytes, Bytes> rows) {
        switch (action) {
            case Action.Put put -> rows.put(put.key(), put.value());
            case Action.Delete delete -> rows.remove(delete.key());
            case Action.Get _ -> {}
            case Action.Cas cas when !cas.expected().equals(now) -> {}
            case Action.Cas cas ->
                cas.replacement().ifPresentOrElse(value -> rows.put(cas.key(), value), () -> rows.remove(cas.key()));
        }
    }
}
