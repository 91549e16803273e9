package dev.cairn.rpc.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.common.store.KeyRange;
import dev.cairn.rpc.process.ServedStore.Door;
import dev.cairn.rpc.server.Operations;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.program.Strictly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// A client in another language, of which all code for the protocol is generated from the .proto files,
/// understands the server.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class ForeignClientTest {
    private static final Path PROTOCOL = Path.of("src/main/protobuf");
    private static final Path CLIENT = Path.of("src/test/resources/foreign/client.py");
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int ENDS_WITHIN_SECONDS = 60;

    @TempDir
    private Path home;

    @Test
    void a_client_generated_by_another_toolchain_talks_to_the_server() throws Exception {
        requireTools();
        generate();
        try (ServedStore<MemoryStore> served = ServedStore.open(
                _ -> new MemoryStore(), _ -> new Figures(), ServiceOptions.defaults(), Door.loopback(0))) {
            Run client = run(PYTHON.toString(), CLIENT.toAbsolutePath().toString(), served.address());

            assertThat(client.out()).as("what the client said").endsWith("all is well\n");
            assertThat(client.exitCode()).isZero();
        }
    }

    private void requireTools() throws Exception {
        for (List<String> tool : List.of(
                List.of("protoc", "--version"),
                List.of("which", "grpc_python_plugin"),
                List.of(PYTHON.toString(), "-c", "import grpc, google.protobuf"))) {
            Strictly.requires(isThere(tool), "a client in Python needs " + String.join(" ", tool) + ": install it");
        }
    }

    private boolean isThere(List<String> tool) throws InterruptedException {
        try {
            return run(tool.toArray(String[]::new)).exitCode() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private void generate() throws Exception {
        String plugin = run("which", "grpc_python_plugin").out().strip();
        try (Stream<Path> files = Files.walk(PROTOCOL)) {
            List<String> sources = files.filter(file -> file.toString().endsWith(".proto"))
                    .map(file -> PROTOCOL.relativize(file).toString())
                    .toList();
            Stream<String> options = Stream.of(
                    "protoc",
                    "--plugin=protoc-gen-grpc_python=" + plugin,
                    "-I" + PROTOCOL.toAbsolutePath(),
                    "--python_out=" + home,
                    "--grpc_python_out=" + home);
            Run protoc = run(Stream.concat(options, sources.stream()).toArray(String[]::new));
            assertThat(protoc).isEqualTo(new Run(0, ""));
        }
    }

    /// How a process ended, and what it said on both outputs.
    private record Run(int exitCode, String out) {}

    private Run run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(home, "out", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("PYTHONPATH", home.toString());
        Process process = builder.start();
        try {
            boolean isOver = process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
            assertThat(isOver)
                    .as("%s ends; so far it said %s", command[0], Files.readString(out))
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(out));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// One figure of each kind, and nothing else that a store could do. Immutable.
    private record Figures() implements Operations {
        @Override
        public Report stats() {
            return new Report()
                    .with("rows", 7)
                    .with("fill", 0.5)
                    .with("engine", "memory")
                    .with("isOpen", true)
                    .with("log", new Report().with("bytes", 1))
                    .with("levels", List.of(new Report().with("level", 0)));
        }

        @Override
        public Report flush() {
            return Operations.none().flush();
        }

        @Override
        public Report compact(KeyRange range) {
            return Operations.none().compact(range);
        }
    }
}
