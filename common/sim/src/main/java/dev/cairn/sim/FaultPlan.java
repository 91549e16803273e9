package dev.cairn.sim;

import dev.cairn.common.check.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is to go wrong in a run, as data: printed, shrunk and replayed like a workload.
///
/// Immutable.
///
/// @param injections at most one for each call
public record FaultPlan(List<Injection> injections) {
    private static final FaultPlan NONE = new FaultPlan(List.of());

    /// Lets a file-system call fail.
    ///
    /// @param callIndex how many calls were made before it, all kinds counted
    /// @param fault one of the disk's; where it makes no sense for that call, nothing happens
    public record Injection(int callIndex, Fault fault) {
        @Override
        public String toString() {
            return fault + " at call " + callIndex;
        }
    }

    /// Copies the list, and refuses two faults at one call.
    public FaultPlan {
        injections = List.copyOf(injections);
        long calls = injections.stream().map(Injection::callIndex).distinct().count();
        Check.argument(calls == injections.size(), "two faults at one call: %s", injections);
    }

    /// Nothing goes wrong.
    public static FaultPlan none() {
        return NONE;
    }

    /// One call fails.
    public static FaultPlan at(int callIndex, Fault fault) {
        return new FaultPlan(List.of(new Injection(callIndex, fault)));
    }

    /// The plan as a look-up by call.
    public Map<Integer, Fault> byCall() {
        return injections.stream().collect(Collectors.toUnmodifiableMap(Injection::callIndex, Injection::fault));
    }

    /// The call that fails first.
    public Optional<Injection> first() {
        return injections.stream().min((a, b) -> Integer.compare(a.callIndex(), b.callIndex()));
    }
}
