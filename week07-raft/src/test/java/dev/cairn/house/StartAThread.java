package dev.cairn.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Holds for a class that makes a thread or a pool of threads.
final class StartAThread extends ArchCondition<JavaClass> {

    static final StartAThread ANYHOW = new StartAThread();

    private static final Set<String> STARTERS =
            Set.of("startVirtualThread", "ofPlatform", "ofVirtual", "commonPool", "supplyAsync", "runAsync");

    private StartAThread() {
        super("start a thread");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        var constructors = type.getConstructorCallsFromSelf().stream()
                .filter(call ->
                        call.getTargetOwner().isAssignableTo(Thread.class) || makesAPool(call.getTargetOwner()));
        var methods = type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(Executors.class) || starts(call));
        Stream.concat(constructors, methods)
                .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
    }

    private static boolean makesAPool(JavaClass owner) {
        return owner.isAssignableTo(Executor.class) && owner.getPackageName().startsWith("java.");
    }

    private static boolean starts(JavaMethodCall call) {
        return STARTERS.contains(call.getName())
                && call.getTargetOwner().getPackageName().startsWith("java.");
    }
}
