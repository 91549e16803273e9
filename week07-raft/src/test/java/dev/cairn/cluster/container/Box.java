package dev.cairn.cluster.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.cairn.rpc.access.ClientAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// A node in a container, locked up as tightly as the engine can: nothing to write on but its volume,
/// nothing to run that it brings along itself, no capabilities, ports for this machine alone. Closing it
/// removes it.
///
/// Confined to one thread.
final class Box implements AutoCloseable {
    /// The ports that the image names.
    static final int GRPC = 4610;

    static final int HTTP = 8080;

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 20;

    /// Whatever of it is on a volume, a memory limit and so on.
    ///
    /// @param binds of directories and volumes, in the engine's words
    /// @param memoryBytes 0 for no limit
    record Plan(String image, List<String> command, List<String> binds, long memoryBytes) {
        Plan {
            command = List.copyOf(command);
            binds = List.copyOf(binds);
        }

        /// A node that serves what is on `volume` to this machine, unencrypted.
        static Plan open(CairnImage image, Volume volume, String... options) {
            List<String> command = new ArrayList<>(
                    List.of("serve", "--dir", "/data/store", "--grpc", "0.0.0.0:" + GRPC, "--insecure"));
            command.addAll(List.of(options));
            return new Plan(image.name(), command, List.of(volume.name() + ":/data"), 0);
        }

        /// A node as the image has it, with TLS, for those who have a token.
        static Plan asBuilt(CairnImage image, Volume volume, Secrets secrets) {
            return new Plan(
                    image.name(),
                    List.of(),
                    List.of(volume.name() + ":/data", secrets.directory() + ":/etc/cairn:ro"),
                    0);
        }

        Plan withMemoryBytes(long bytes) {
            return new Plan(image, command, binds, bytes);
        }
    }

    private final GenericContainer<?> container;

    private Box(GenericContainer<?> container) {
        this.container = container;
    }

    /// Starts a node, and waits until it says that it is ready.
    static Box start(Plan plan) {
        GenericContainer<?> container = planned(plan)
                .withExposedPorts(GRPC, HTTP)
                .waitingFor(Wait.forLogMessage("serving .*\\n", 1).withStartupTimeout(START_MAX));
        try {
            container.start();
            return new Box(container);
        } catch (RuntimeException e) {
            String log = container.getContainerId() == null ? "" : container.getLogs();
            container.stop();
            throw new AssertionError("the container did not begin: " + log, e);
        }
    }

    /// The complaint of a container that does not begin to serve, but ends.
    static String lastWords(Plan plan) {
        try (GenericContainer<?> container = planned(plan)
                .withStartupCheckStrategy(new EndsAtOnce())
                .waitingFor(Wait.forLogMessage("cairn: .*\\n", 1).withStartupTimeout(START_MAX))) {
            container.start();
            return container.getLogs();
        }
    }

    /// Does not mind that a container has ended already.
    private static final class EndsAtOnce extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient engine, String id) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    private static GenericContainer<?> planned(Plan plan) {
        return new GenericContainer<>(DockerImageName.parse(plan.image()))
                .withCommand(plan.command().toArray(String[]::new))
                .withCreateContainerCmdModifier(creating -> lockUp(creating, plan));
    }

    private static void lockUp(CreateContainerCmd creating, Plan plan) {
        HostConfig host = Objects.requireNonNull(creating.getHostConfig());
        host.withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,size=16m"))
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withBinds(plan.binds().stream().map(Bind::parse).toList())
                .withPortBindings(forThisMachine(GRPC), forThisMachine(HTTP));
        if (plan.memoryBytes() > 0) {
            host.withMemory(plan.memoryBytes()).withMemorySwap(plan.memoryBytes());
        }
    }

    private static PortBinding forThisMachine(int port) {
        return new PortBinding(Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port));
    }

    /// Where this machine reaches a port of it.
    String address(int port) {
        return "127.0.0.1:" + container.getMappedPort(port);
    }

    Client client() {
        return client(ClientAccess.plain());
    }

    Client client(ClientAccess access) {
        return Client.of(address(GRPC), access);
    }

    /// As `docker kill`: it has no time to do anything.
    void kill() {
        CairnImage.engine().killContainerCmd(id()).withSignal("KILL").exec();
        awaitEnd();
    }

    /// As `docker stop`: it is asked to end, and has time for it.
    void stop() {
        CairnImage.engine().stopContainerCmd(id()).withTimeout(STOP_SECONDS).exec();
        awaitEnd();
    }

    private void awaitEnd() {
        var _ = CairnImage.engine().waitContainerCmd(id()).start().awaitStatusCode();
    }

    /// Waits until the engine says that the image's own health check succeeds.
    void awaitHealthy() {
        Wait.forHealthcheck().withStartupTimeout(START_MAX).waitUntilReady(container);
    }

    InspectContainerResponse inspect() {
        return CairnImage.engine().inspectContainerCmd(id()).exec();
    }

    /// The processes in it, as the machine sees them: of each its user, as a number.
    List<String> users() {
        String[][] rows = Objects.requireNonNull(CairnImage.engine()
                .topContainerCmd(id())
                .withPsArgs("-eo uid,pid")
                .exec()
                .getProcesses());
        return Arrays.stream(rows).map(row -> row[0]).toList();
    }

    String log() {
        return container.getLogs();
    }

    private String id() {
        return container.getContainerId();
    }

    @Override
    public void close() {
        container.stop();
    }
}
