package dev.cairn.cluster.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/// Whether the image can be built and run here. The engine is asked once.
///
/// `cairn.strict` forbids skips; `cairn.containers=none` allows this one all the same: it is for a machine
/// on which no engine can be started, and whoever sets it knows that.
final class EngineCondition implements ExecutionCondition {
    /// Set up when first asked, which only tests of this kind do.
    private static final class Asked {
        private static final Optional<String> MISSING = missing();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean isGivenUp = "none".equals(System.getProperty("cairn.containers"));
        if (Boolean.getBoolean("cairn.strict") && !isGivenUp) {
            return ConditionEvaluationResult.enabled("a skip is a failure here");
        }
        Optional<String> missing = isGivenUp ? Optional.of("cairn.containers is none") : Asked.MISSING;
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("a container engine answers");
        }
        String reason = "the container image is not tested here: " + missing.get();
        if (context.getTestMethod().isEmpty()) {
            System.out.println(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Optional<String> missing() {
        return missingProgram().or(EngineCondition::missingEngine);
    }

    private static Optional<String> missingEngine() {
        try {
            var _ = DockerClientFactory.instance().client();
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of("no container engine answers (DOCKER_HOST, or /var/run/docker.sock)");
        }
    }

    /// The image takes the program as the launcher has built it. One that is older than what it was built from
    /// would be another program than the one that the other tests test.
    private static Optional<String> missingProgram() {
        Path program = CairnImage.TREE.resolve("week07-raft/target/cairn.jar");
        if (!Files.exists(program)) {
            return Optional.of("the program is not built; ./cairn --version builds it");
        }
        try {
            FileTime built = Files.getLastModifiedTime(program);
            return sources()
                    .filter(file -> modified(file).compareTo(built) > 0)
                    .findAny()
                    .map(newer -> "the program is older than " + newer + "; ./cairn --version builds it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(CairnImage.TREE)) {
            return files
                    .filter(file -> file.toString().contains("/src/main/"))
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
