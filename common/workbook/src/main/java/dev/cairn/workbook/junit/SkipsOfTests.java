package dev.cairn.workbook.junit;

import dev.cairn.workbook.Notes;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Skips a Jupiter test that has met an unfinished exercise: in its constructor, its lifecycle methods, itself,
/// on a thread that it started, whether it then failed or passed.
///
/// Each class and each test has its own [Notes], those of a test within those of its class. All code of the test
/// runs while its thread takes them. The handlers judge again what the interceptors let through, because other
/// extensions (a time limit) may stand between and throw something of their own.
///
/// Out of reach are the few places where Jupiter calls user code past all extensions: the sources of a
/// parameterized test's arguments, and static fields that hold extensions.
public final class SkipsOfTests
        implements InvocationInterceptor, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(SkipsOfTests.class);

    /// Made by JUnit, which finds it as a service.
    public SkipsOfTests() {}

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> call, ExtensionContext context)
            throws Throwable {
        return proceed(invocation, context);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    /// The stream of a factory is drawn from after the factory has returned, so each draw is guarded as well.
    @Override
    @SuppressWarnings("unchecked") // A stream takes the place of a stream.
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        T result = proceed(invocation, context);
        if (result instanceof Stream<?> stream) {
            Iterator<?> guarded = new GuardedIterator<>(stream.iterator(), notes(context));
            return (T) StreamSupport.stream(Spliterators.spliteratorUnknownSize(guarded, Spliterator.ORDERED), false)
                    .onClose(stream::close);
        }
        return result;
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext call, ExtensionContext context) throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw Verdict.of(thrown, notes(context));
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw Verdict.of(thrown, notes(context));
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw Verdict.of(thrown, notes(context));
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw Verdict.of(thrown, notes(context));
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw Verdict.of(thrown, notes(context));
    }

    private static <T> T proceed(Invocation<T> invocation, ExtensionContext context) throws Throwable {
        Notes notes = notes(context);
        T result;
        try (Notes.Taking _ = notes.take()) {
            result = invocation.proceed();
        } catch (Throwable thrown) {
            throw Verdict.of(thrown, notes);
        }
        Verdict.requireDone(notes);
        return result;
    }

    /// The notes of this context, within those of the contexts around it. A store would answer with those of a
    /// parent, so each context has a key of its own.
    private static Notes notes(ExtensionContext context) {
        return context.getStore(OURS)
                .getOrComputeIfAbsent(
                        context.getUniqueId(),
                        _ -> context.getParent()
                                .map(parent -> notes(parent).within())
                                .orElseGet(Notes::outermost),
                        Notes.class);
    }

    /// An iterator whose calls take notes and are judged.
    private record GuardedIterator<E>(Iterator<? extends E> iterator, Notes notes) implements Iterator<E> {
        @Override
        public boolean hasNext() {
            return judged(iterator::hasNext);
        }

        @Override
        public E next() {
            return judged(iterator::next);
        }

        private <R> R judged(Supplier<R> call) {
            try (Notes.Taking _ = notes.take()) {
                return call.get();
            } catch (RuntimeException | Error thrown) {
                notes.id(thrown);
                Verdict.requireDone(notes);
                throw thrown;
            }
        }
    }
}
