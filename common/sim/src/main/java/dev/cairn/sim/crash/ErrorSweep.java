package dev.cairn.sim.crash;

import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.FaultPlan.Injection;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskListener;
import dev.cairn.sim.disk.SimFileSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Lets every file-system call of a workload fail in turn, in every way that makes sense for it.
///
/// | fault | calls |
/// |---|---|
/// | [Fault#IO_ERROR] | every one |
/// | [Fault#NO_SPACE] | those that need space |
/// | [Fault#SHORT_TRANSFER] | appends and reads |
/// | [Fault#SYNC_DROPS_PAGES] | syncs of files |
///
/// One call fails; the client goes on as clients do, and believes what it is told ([Client] has the table). From
/// then on the open store must still answer rightly after every step, and every crash is tried before each further
/// call of the step in which the call failed and after every later step: an acknowledged write survives, a refused
/// one never shows, and one of unknown outcome may be there or not. An opening that fails must succeed when it is
/// tried again.
///
/// Thread-safe.
public final class ErrorSweep {
    private static final List<Fault> FAULTS =
            List.of(Fault.IO_ERROR, Fault.NO_SPACE, Fault.SHORT_TRANSFER, Fault.SYNC_DROPS_PAGES);

    private final Subject subject;
    private final DiskListener recorder;
    private final Tally tally = new Tally();
    private final Recoveries recoveries;

    private ErrorSweep(Subject subject, DiskListener recorder) {
        this.subject = subject;
        this.recorder = recorder;
        this.recoveries = new Recoveries(subject, false, recorder, tally);
    }

    /// A sweep that has covered nothing yet.
    public static ErrorSweep of(Subject subject) {
        return new ErrorSweep(subject, DiskListener.none());
    }

    /// The same, showing every call to a thread-safe listener.
    public ErrorSweep recordedBy(DiskListener listener) {
        return new ErrorSweep(subject, listener);
    }

    /// Sweeps over one workload.
    ///
    /// @return what has been covered by this sweep so far
    /// @throws Violation if a promise is broken
    public Coverage run(Workload workload) {
        try {
            injections(workload).forEach(injection -> run(workload, injection, recoveries, tally));
        } catch (Violation violation) {
            throw Shrink.of(
                    workload.ops(), violation, fewer -> sweepFor(violation.invariant(), workload.shrunkTo(fewer)));
        }
        return tally.coverage();
    }

    /// Sweeps over workloads, as many at a time as there are processors.
    ///
    /// @return what has been covered by this sweep so far
    /// @throws Violation if a promise is broken
    public Coverage run(Collection<Workload> workloads) {
        workloads.parallelStream().forEach(this::run);
        return tally.coverage();
    }

    private void sweepFor(Invariant wanted, Workload workload) {
        for (Injection injection : injections(workload)) {
            try {
                Tally counts = new Tally();
                run(workload, injection, new Recoveries(subject, false, recorder, counts), counts);
            } catch (Violation violation) {
                if (violation.invariant() == wanted) {
                    throw violation;
                }
            }
        }
    }

    private void run(Workload workload, Injection injection, Recoveries onto, Tally counts) {
        counts.failedCall();
        new CrashRun(subject, workload, CutLimits.BRIEF, onto, recorder, counts)
                .withFaults(new FaultPlan(List.of(injection)))
                .endure();
    }

    /// Every call of a run in which nothing fails, with every fault that it can suffer.
    private List<Injection> injections(Workload workload) {
        List<Injection> injections = new ArrayList<>();
        CrashRun quiet = new CrashRun(subject, workload, CutLimits.BRIEF, recoveries, recorder, new Tally());
        for (DiskCall call : quiet.calls()) {
            FAULTS.stream()
                    .filter(fault -> SimFileSystem.canSuffer(call.kind(), fault))
                    .forEach(fault -> injections.add(new Injection(call.index(), fault)));
        }
        return injections;
    }
}
