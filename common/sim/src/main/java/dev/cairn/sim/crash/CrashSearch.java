package dev.cairn.sim.crash;

import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskListener;
import java.util.Collection;

/// Tries every crash that a workload can suffer.
///
/// The workload runs once on a simulated disk. The moment before each file-system call, and the moment after the
/// last, is a crash point. There the process is killed, and the power is cut in every legal way
/// ([dev.cairn.sim.disk.PowerCuts], within [CutLimits]); images that were seen before are skipped, the others are
/// opened and judged by [Recoveries]:
///
/// | name | what must hold |
/// |---|---|
/// | REC | the store opens, and leaves no orphans |
/// | DUR | every write that had to survive is there |
/// | PREFIX | what is there is what some number of the issued batches made, none of them in part |
/// | IDEM | opened twice, or after a crash inside of the first opening, it holds the same |
/// | MODEL | the open store answers as a sorted map would |
///
/// What must survive is the subject's [Promise]. The first violation is shrunk: fewer steps, then the simplest crash.
///
/// Thread-safe; each workload is searched on one thread.
public final class CrashSearch {
    private final Subject subject;
    private final CutLimits limits;
    private final boolean isCrashedInside;
    private final boolean isShrunk;
    private final DiskListener recorder;
    private final Tally tally;
    private final Recoveries recoveries;

    private CrashSearch(
            Subject subject, CutLimits limits, boolean isCrashedInside, boolean isShrunk, DiskListener recorder) {
        this.subject = subject;
        this.limits = limits;
        this.isCrashedInside = isCrashedInside;
        this.isShrunk = isShrunk;
        this.recorder = recorder;
        this.tally = new Tally();
        this.recoveries = new Recoveries(subject, isCrashedInside, recorder, tally);
    }

    /// A thorough search, with crashes inside of recoveries.
    public static CrashSearch of(Subject subject) {
        return new CrashSearch(subject, CutLimits.THOROUGH, true, true, DiskListener.none());
    }

    /// The same within other limits.
    public CrashSearch within(CutLimits otherLimits) {
        return new CrashSearch(subject, otherLimits, isCrashedInside, isShrunk, recorder);
    }

    /// The same without crashes inside of recoveries.
    CrashSearch withoutCrashesInRecovery() {
        return new CrashSearch(subject, limits, false, isShrunk, recorder);
    }

    /// The same, failing with the first violation as it was found.
    CrashSearch withoutShrinking() {
        return new CrashSearch(subject, limits, isCrashedInside, false, recorder);
    }

    /// The same, showing every call, of recoveries too, to a thread-safe listener.
    public CrashSearch recordedBy(DiskListener listener) {
        return new CrashSearch(subject, limits, isCrashedInside, isShrunk, listener);
    }

    /// Searches one workload.
    ///
    /// @return what has been covered by this search so far
    /// @throws Violation if a promise is broken
    public Coverage run(Workload workload) {
        try {
            new CrashRun(subject, workload, limits, recoveries, recorder, tally).search();
        } catch (Violation violation) {
            throw isShrunk ? shrunk(workload, violation) : violation;
        }
        return tally.coverage();
    }

    /// Searches workloads, as many at a time as there are processors.
    ///
    /// @return what has been covered by this search so far
    /// @throws Violation if a promise is broken
    public Coverage run(Collection<Workload> workloads) {
        workloads.parallelStream().forEach(this::run);
        return tally.coverage();
    }

    /// Runs the workload twice, without a crash, and fails unless both runs are the same in every event.
    ///
    /// @return the hash of the events
    public long requireSameTwice(Workload workload) {
        return World.requireSameTwice(
                workload.seed(),
                world -> new CrashRun(subject, workload, limits, recoveries, recorder, new Tally(), world).calls());
    }

    /// What has been covered by this search so far.
    public Coverage coverage() {
        return tally.coverage();
    }

    private Violation shrunk(Workload workload, Violation violation) {
        return Shrink.of(workload.ops(), violation, fewer -> {
            Tally counts = new Tally();
            Recoveries fresh = new Recoveries(subject, isCrashedInside, recorder, counts);
            new CrashRun(subject, workload.shrunkTo(fewer), limits, fresh, recorder, counts).search();
        });
    }
}
