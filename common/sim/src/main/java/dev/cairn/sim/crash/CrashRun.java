package dev.cairn.sim.crash;

import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.DiskListener;
import dev.cairn.sim.disk.DiskState;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run of one workload, with a look at every crash it could suffer.
///
/// Confined to one thread.
final class CrashRun {
    private static final int STEPS_SHOWN_MAX = 20;

    private final Subject subject;
    private final Workload workload;
    private final CutLimits limits;
    private final DiskListener recorder;
    private final Tally tally;
    private final World world;
    private final SimFileSystem files = SimFileSystem.empty();
    private final Client client;
    private final Recoveries recoveries;
    private final List<DiskCall> calls = new ArrayList<>();
    private FaultPlan faults = FaultPlan.none();
    private boolean isStepOver;
    private int opIndex = -1;
    private long changesSeen = -1;
    private long versionSeen = -1;
    private long changes;
    private @Nullable Violation found;

    CrashRun(
            Subject subject,
            Workload workload,
            CutLimits limits,
            Recoveries recoveries,
            DiskListener recorder,
            Tally tally) {
        this(subject, workload, limits, recoveries, recorder, tally, new World(workload.seed()));
    }

    CrashRun(
            Subject subject,
            Workload workload,
            CutLimits limits,
            Recoveries recoveries,
            DiskListener recorder,
            Tally tally,
            World world) {
        this.subject = subject;
        this.workload = workload;
        this.limits = limits;
        this.recoveries = recoveries;
        this.recorder = recorder;
        this.tally = tally;
        this.world = world;
        this.client = new Client(subject, world, files);
        workload.ops().stream().filter(Op.Act.class::isInstance).forEach(op -> subject.act(((Op.Act) op).name()));
    }

    /// The same run with calls that fail.
    CrashRun withFaults(FaultPlan plan) {
        faults = plan;
        files.withFaults(plan);
        client.expectFailures();
        return this;
    }

    /// Crashes before every call, and after the last.
    ///
    /// What is found inside of a call is kept until the store has returned: production code must not see it.
    void search() {
        files.listenedToBy(recorder.then(call -> {
            tellingTheStory(this::crash);
            hear(call);
        }));
        tellingTheStory(() -> {
            runOps(() -> {});
            crash();
        });
        throwFound();
    }

    /// Goes on after the call that fails, and crashes before each later call of that step, and after each later step.
    void endure() {
        int failing = faults.first().map(FaultPlan.Injection::callIndex).orElse(Integer.MAX_VALUE);
        files.listenedToBy(recorder.then(call -> {
            if (call.index() > failing && !isStepOver) {
                tellingTheStory(this::crash);
            }
            hear(call);
        }));
        tellingTheStory(() -> runOps(() -> {
            if (files.calls() > failing) {
                isStepOver = true;
                client.compareReads();
                crash();
            }
        }));
        throwFound();
    }

    /// The calls of a run in which nothing happens.
    List<DiskCall> calls() {
        files.listenedToBy(this::hear);
        tellingTheStory(() -> runOps(() -> {}));
        throwFound();
        return calls;
    }

    private void runOps(Runnable afterEach) {
        client.open();
        throwFound();
        afterEach.run();
        for (opIndex = 0; opIndex < workload.ops().size(); opIndex++) {
            client.run(workload.ops().get(opIndex));
            throwFound();
            afterEach.run();
        }
        tally.ranWorkload(files.calls());
    }

    private void hear(DiskCall call) {
        calls.add(call);
        changes += call.kind().changesDisk() ? 1 : 0;
        world.note("disk", call.toString());
    }

    private void throwFound() {
        if (found != null) {
            throw found;
        }
    }

    private void crash() {
        if (found != null) {
            return;
        }
        tally.reachedPoint();
        int powerFloor = client.powerFloor();
        int killFloor = client.killFloor();
        if (changes == changesSeen && client.history().version() == versionSeen) {
            return;
        }
        changesSeen = changes;
        versionSeen = client.history().version();
        DiskState state = files.freeze();
        cutPower(state, powerFloor);
        kill(state, powerFloor, killFloor);
    }

    private void cutPower(DiskState state, int floor) {
        Set<Long> possible = client.history().hashesFrom(floor);
        PowerCuts.forEach(state, limits, image -> {
            try {
                if (!possible.contains(recoveries.examine(image))) {
                    throw client.history().judge(recoveries.contents(image), floor);
                }
            } catch (RuntimeException | Violation e) {
                throw Finding.of(e).after("power cut", image.choice());
            }
        });
    }

    private void kill(DiskState state, int powerFloor, int killFloor) {
        tally.killed();
        DiskImage visible = state.visible();
        try {
            if (!client.history().hashesFrom(killFloor).contains(recoveries.recover(visible))) {
                throw client.history().judge(recoveries.contents(visible), killFloor);
            }
            Set<Long> possible = client.history().hashesFrom(powerFloor);
            recoveries.examineKilled(state, possible::contains);
        } catch (RuntimeException | Violation e) {
            throw Finding.of(e).after("process killed; what it wrote stays in the page cache", List.of());
        }
    }

    private void tellingTheStory(Runnable run) {
        try {
            run.run();
        } catch (RuntimeException | Violation e) {
            if (found == null) {
                Finding finding = Finding.of(e);
                found = new Violation(finding.invariant(), finding.verdict(), story(finding), finding.getCause());
            }
        }
    }

    private String story(Finding finding) {
        StringBuilder story = new StringBuilder();
        add(story, "store", subject.name());
        add(story, "workload", workload.name() + " of " + workload.ops().size() + " steps");
        List<Op> done = workload.ops()
                .subList(0, Math.clamp(opIndex + 1L, 0, workload.ops().size()));
        done.subList(Math.max(0, done.size() - STEPS_SHOWN_MAX), done.size())
                .forEach(op -> add(story, "", op.toString()));
        add(story, "moment", moment());
        faults.injections().forEach(injection -> add(story, "fault", injection.toString()));
        finding.circumstances().forEach(line -> add(story, "then", line));
        story.append(world.trace().ladder());
        return story.append("replay: ").append(replay()).toString();
    }

    private String moment() {
        int steps = workload.ops().size();
        String step = opIndex < 0
                ? "in the first opening"
                : opIndex < steps
                        ? "in step " + (opIndex + 1) + ", " + workload.ops().get(opIndex)
                        : "at the end";
        return step + ", after " + (calls.isEmpty() ? "no call" : calls.size() + " calls, the last " + calls.getLast());
    }

    private String replay() {
        return workload.replay().isEmpty()
                ? "run the same test again; there is no chance in it"
                : (subject.replay() + " " + workload.replay()).strip();
    }

    private static void add(StringBuilder story, String what, String text) {
        story.append("  %-10s".formatted(what)).append(text).append('\n');
    }
}
