package dev.cairn.workbook.junit;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.FalsifiedSample;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.ShrunkFalsifiedSample;
import org.jspecify.annotations.Nullable;

/// The result of a property that was not even begun, because what comes before it has met an unfinished exercise.
/// Immutable.
record SkippedProperty(Throwable reason) implements PropertyExecutionResult {
    @Override
    public Optional<String> seed() {
        return Optional.empty();
    }

    @Override
    public Optional<List<Object>> falsifiedParameters() {
        return Optional.empty();
    }

    @Override
    public Status status() {
        return Status.ABORTED;
    }

    @Override
    public Optional<Throwable> throwable() {
        return Optional.of(reason);
    }

    @Override
    public int countChecks() {
        return 0;
    }

    @Override
    public int countTries() {
        return 0;
    }

    @Override
    public Optional<FalsifiedSample> originalSample() {
        return Optional.empty();
    }

    @Override
    public Optional<ShrunkFalsifiedSample> shrunkSample() {
        return Optional.empty();
    }

    /// It stays what it is: nothing has been executed that could have passed or failed.
    @Override
    public PropertyExecutionResult mapTo(Status newStatus, @Nullable Throwable throwable) {
        return this;
    }
}
