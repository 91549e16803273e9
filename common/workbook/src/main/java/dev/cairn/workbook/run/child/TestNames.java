package dev.cairn.workbook.run.child;

import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;
import org.junit.platform.engine.support.descriptor.MethodSource;

/// The names of tests as a person writes them, `Class#method`.
///
/// The class is the one that is run, not the contract in which the method may be written. JUnit's ids name it, for
/// both engines.
final class TestNames {
    private static final Set<String> NESTED = Set.of("nested-class", "group");

    private TestNames() {}

    /// The name of a test, or empty if `source` is none.
    static Optional<String> of(UniqueId id, Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> className(id) + "#" + method.getMethodName());
    }

    /// The class that an id lies in, or empty text.
    static String className(UniqueId id) {
        StringBuilder name = new StringBuilder();
        for (Segment segment : id.getSegments()) {
            if (segment.getType().equals("class")) {
                name.append(name.isEmpty() ? "" : "$").append(segment.getValue());
            } else if (NESTED.contains(segment.getType())) {
                name.append('$').append(segment.getValue());
            }
        }
        return name.toString();
    }
}
