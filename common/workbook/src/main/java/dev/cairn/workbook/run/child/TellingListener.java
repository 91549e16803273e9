package dev.cairn.workbook.run.child;

import dev.cairn.workbook.run.child.TestEvent.Ended;
import dev.cairn.workbook.run.child.TestEvent.Output;
import dev.cairn.workbook.run.child.TestEvent.Planned;
import dev.cairn.workbook.run.child.TestEvent.Status;
import dev.cairn.workbook.run.child.TestEvent.Step;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import dev.cairn.workbook.run.child.TestEvent.Unit;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Tells the other side of a [Link] what the JUnit Platform does.
///
/// A test here is a method with all its invocations: it fails if one of them fails, and is skipped if none fails and
/// one is skipped. What goes wrong with a class goes wrong with each of its tests. Confined to the thread that runs
/// the tests.
final class TellingListener implements TestExecutionListener {
    private final Link link;
    private final CapturedOutput output;
    private final Path outputFolder;
    private final Map<String, Running> units = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private TestPlan plan;

    TellingListener(Link link, CapturedOutput output, Path outputFolder, TestPlan plan) {
        this.link = link;
        this.output = output;
        this.outputFolder = outputFolder;
        this.plan = plan;
    }

    /// One test that has begun, and what has happened in it.
    private static final class Running {
        private final Unit unit;
        private long begunNanos;
        private Status worst = Status.PASSED;
        private String name;
        private Trouble trouble = Trouble.NONE;
        private final List<String> reports = new ArrayList<>();

        Running(Unit unit) {
            this.unit = unit;
            this.name = unit.name();
        }

        void note(Status status, String invocation, Trouble found) {
            boolean isWorse = (status == Status.FAILED && worst != Status.FAILED)
                    || (status == Status.SKIPPED && worst == Status.PASSED);
            if (isWorse) {
                worst = status;
                trouble = found;
                name = invocation;
            }
        }
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        List<Unit> planned = new ArrayList<>();
        plan.getRoots().forEach(root -> collect(root, planned));
        planned.forEach(unit -> units.put(unit.id(), new Running(unit)));
        send(new Planned(planned));
    }

    @Override
    public void executionStarted(TestIdentifier begun) {
        Optional<Running> running = runningOf(begun);
        boolean isUnit = units.containsKey(begun.getUniqueId());
        if (isUnit) {
            output.turnTo(outputFolder.resolve(fileName(running.orElseThrow().unit)));
            running.orElseThrow().begunNanos = System.nanoTime();
        }
        if (running.isPresent()) {
            send(new Step(running.get().unit.id(), nameOf(begun)));
        } else if (begun.getSource().isPresent()) {
            send(new Step("", TestNames.className(begun.getUniqueIdObject())));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        Trouble why = new Trouble("", reason, List.of(), List.of());
        Optional<Running> running = runningOf(skipped);
        if (running.isPresent()) {
            running.get().note(Status.SKIPPED, nameOf(skipped), why);
            endIfUnit(skipped, running.get());
        } else {
            endAllBelow(skipped, Status.SKIPPED, why);
        }
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        Status status = switch (result.getStatus()) {
            case SUCCESSFUL -> Status.PASSED;
            case FAILED -> Status.FAILED;
            case ABORTED -> Status.SKIPPED;
        };
        Optional<Running> running = runningOf(finished);
        List<String> reports = running.map(found -> List.copyOf(found.reports)).orElse(List.of());
        Trouble trouble = result.getThrowable()
                .map(thrown -> Troubles.of(thrown, reports))
                .orElse(Trouble.NONE);
        if (running.isPresent()) {
            running.get().note(status, nameOf(finished), trouble);
            endIfUnit(finished, running.get());
        } else if (status != Status.PASSED) {
            endAllBelow(finished, status, trouble);
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier about, ReportEntry entry) {
        runningOf(about)
                .ifPresent(running ->
                        running.reports.addAll(entry.getKeyValuePairs().values()));
    }

    private void endIfUnit(TestIdentifier finished, Running running) {
        if (units.containsKey(finished.getUniqueId())) {
            end(running);
        } else {
            send(new Step(running.unit.id(), nameOf(finished)));
        }
    }

    private void end(Running running) {
        if (ended.add(running.unit.id())) {
            long nanos = running.begunNanos == 0 ? 0 : System.nanoTime() - running.begunNanos;
            Output printed = running.begunNanos == 0 ? Output.NONE : output.soFar();
            send(new Ended(running.unit.id(), running.worst, running.name, running.trouble, printed, nanos));
        }
    }

    /// What goes wrong with a container goes wrong with what it holds.
    private void endAllBelow(TestIdentifier container, Status status, Trouble trouble) {
        for (TestIdentifier below : plan.getDescendants(container)) {
            Running running = units.get(below.getUniqueId());
            if (running != null) {
                running.note(status, running.unit.name(), trouble);
                end(running);
            }
        }
    }

    /// The test that something belongs to, as an invocation belongs to its method.
    private Optional<Running> runningOf(TestIdentifier part) {
        Optional<TestIdentifier> at = Optional.of(part);
        while (at.isPresent() && !units.containsKey(at.get().getUniqueId())) {
            at = plan.getParent(at.get());
        }
        return at.map(found -> units.get(found.getUniqueId()));
    }

    private void collect(TestIdentifier at, List<Unit> planned) {
        if (at.getSource().filter(MethodSource.class::isInstance).isPresent() || at.isTest()) {
            planned.add(unit(at));
        } else {
            plan.getChildren(at).forEach(child -> collect(child, planned));
        }
    }

    private static Unit unit(TestIdentifier test) {
        String method = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        List<String> tags =
                test.getTags().stream().map(tag -> tag.getName()).sorted().toList();
        return new Unit(test.getUniqueId(), TestNames.className(test.getUniqueIdObject()), method, nameOf(test), tags);
    }

    /// Without the parameters of methods: a test's name is a sentence.
    private static String nameOf(TestIdentifier part) {
        return part.getDisplayName().replaceFirst("\\s*\\([\\w., <>\\[\\]]*\\)$", "");
    }

    private static String fileName(Unit unit) {
        return unit.className() + "." + unit.methodName() + ".txt";
    }

    private void send(Serializable event) {
        try {
            link.send(event);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
