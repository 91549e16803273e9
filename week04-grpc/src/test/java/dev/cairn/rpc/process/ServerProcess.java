package dev.cairn.rpc.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.Notes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A node in a process of its own, which has said at which port it listens. Closing it kills it, and
/// waits for its end.
///
/// Its standard input stays open as long as this process lives: at its end the node ends by itself,
/// whatever has become of the test. Confined to one thread.
final class ServerProcess implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 60;
    private static final String READY = "ready ";

    private final Process process;
    private final Path err;
    private final int port;

    private ServerProcess(Process process, Path err) throws IOException {
        this.process = process;
        this.err = err;
        this.port = portOf(process, err);
    }

    /// Starts `main`, which has to say `ready PORT`.
    ///
    /// @param home for its temporary files
    /// @param jvm options for its Java virtual machine
    static ServerProcess start(Path home, Class<?> main, List<String> jvm, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.add("-Djava.io.tmpdir=" + home);
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path err = Files.createTempFile(home, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(err.toFile());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new ServerProcess(builder.start(), err);
    }

    private static int portOf(Process process, Path err) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(out.readLine());
        if (!line.startsWith(READY)) {
            end(process, err);
            throw new AssertionError("the node did not begin: " + line + ": " + Files.readString(err));
        }
        return Integer.parseInt(line.substring(READY.length()));
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// As `kill -9`, and waits until it is gone.
    void kill() throws IOException {
        assertThat(process.isAlive())
                .as("the node lives until it is killed: %s", err())
                .isTrue();
        end(process, err);
        assertThat(process.exitValue()).as("128 and the number of SIGKILL").isEqualTo(128 + 9);
    }

    /// What it has said on standard error.
    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() throws IOException {
        end(process, err);
    }

    private static void end(Process process, Path err) throws IOException {
        process.destroyForcibly();
        process.onExit().orTimeout(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS).join();
        Notes.heard(Files.readString(err));
    }
}
