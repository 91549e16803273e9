package dev.cairn.workbook.junit;

import dev.cairn.workbook.Notes;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/// Skips a jqwik property or example that has met an unfinished exercise. The first try that meets one is the last:
/// there is nothing to be shrunk in a method that nobody has written, and nothing to be reported.
///
/// Out of reach is the constructor of the class: jqwik calls it before any hook.
public final class SkipsOfProperties implements AroundPropertyHook, AroundTryHook {
    /// Farther out than every hook of jqwik's own.
    private static final int OUTERMOST = -1000;

    /// Made by jqwik, which finds it as a service.
    public SkipsOfProperties() {}

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public int aroundPropertyProximity() {
        return OUTERMOST;
    }

    @Override
    public int aroundTryProximity() {
        return OUTERMOST;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
            throws Throwable {
        Notes notes = notes();
        context.wrapReporter(reporter -> new ReportsUnlessSkipped(reporter, notes));
        PropertyExecutionResult result;
        try (Notes.Taking _ = notes.take()) {
            result = property.execute();
        } catch (Throwable thrown) {
            result = new SkippedProperty(notes.id(thrown).map(Verdict::skip).orElseThrow(() -> thrown));
        }
        Optional<String> id = result.throwable().map(notes::id).orElseGet(notes::id);
        return id.isPresent() ? result.mapToAborted(Verdict.skip(id.get())) : result;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor attempt, List<Object> parameters) {
        Notes notes = notes();
        TryExecutionResult result = attempt.execute(parameters);
        Optional<String> id = result.throwable().map(notes::id).orElseGet(notes::id);
        return id.isPresent() ? TryExecutionResult.satisfied(true) : result;
    }

    private static Notes notes() {
        return Store.getOrCreate(SkipsOfProperties.class, Lifespan.PROPERTY, Notes::outermost)
                .get();
    }
}
