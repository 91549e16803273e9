package dev.cairn.cluster.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.PruneType;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/// The image of the Dockerfile, with the program that the launcher has built. Closing it removes it, and
/// what its build has left. Immutable.
final class CairnImage implements AutoCloseable {
    /// The top of the source tree; Maven runs the tests in the module.
    static final Path TREE = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    /// The label of the stages that are no part of the image.
    private static final String STAGE = "dev.cairn.stage=build";

    private final String name;

    private CairnImage(String name) {
        this.name = name;
    }

    static CairnImage build() throws Exception {
        String name = "cairn-test:" + UUID.randomUUID();
        try {
            return new CairnImage(new ImageFromDockerfile(name, false)
                    .withDockerfile(TREE.resolve("Dockerfile"))
                    .withBuildArg("PROGRAM", "built")
                    .get());
        } catch (Exception e) {
            forgetStages();
            throw e;
        }
    }

    String name() {
        return name;
    }

    InspectImageResponse inspect() {
        return engine().inspectImageCmd(name).exec();
    }

    static DockerClient engine() {
        return DockerClientFactory.instance().client();
    }

    @Override
    public void close() {
        engine().removeImageCmd(name).withForce(true).exec();
        forgetStages();
    }

    private static void forgetStages() {
        engine().pruneCmd(PruneType.IMAGES)
                .withDangling(true)
                .withLabelFilter(STAGE)
                .exec();
    }
}
