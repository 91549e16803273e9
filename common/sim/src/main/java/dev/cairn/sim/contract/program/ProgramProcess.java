package dev.cairn.sim.contract.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A program in a process of its own. Closing it ends it, if it has not ended, and waits for it.
///
/// Confined to one thread.
public final class ProgramProcess implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 60;
    private static final List<String> FOREIGN =
            List.of("CAIRN_DIR", "CAIRN_ENDPOINTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

    private final Process process;
    private final BufferedReader out;
    private final Path err;
    private final Consumer<String> heard;

    private ProgramProcess(Process process, Path err, Consumer<String> heard) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.err = err;
        this.heard = heard;
    }

    /// What is started, and how.
    ///
    /// Immutable.
    ///
    /// @param wrapper the program that begins it, with its arguments; often none
    /// @param jvm options for its Java virtual machine
    /// @param main has the method `main`
    /// @param heard told what it has said on standard error, when its end was waited for
    public record Program(List<String> wrapper, List<String> jvm, Class<?> main, Consumer<String> heard) {
        /// Starts it, with `home` as its working directory and for its temporary files.
        public ProgramProcess start(Path home, Object... arguments) throws IOException {
            Path err = Files.createTempFile(home, "stderr", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command(home, arguments))
                    .directory(home.toFile())
                    .redirectError(err.toFile());
            FOREIGN.forEach(builder.environment()::remove);
            return new ProgramProcess(builder.start(), err, heard);
        }

        private List<String> command(Path home, Object... arguments) {
            List<String> command = new ArrayList<>(wrapper);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
            command.add("-Djava.io.tmpdir=" + home);
            command.addAll(jvm);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            return command;
        }
    }

    /// The next line of standard output, or empty at its end.
    public Optional<String> nextLine() throws IOException {
        return Optional.ofNullable(out.readLine());
    }

    /// All that is left of standard output.
    public List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            lines.add(line.get());
        }
        return lines;
    }

    /// Its standard input.
    public OutputStream in() {
        return process.getOutputStream();
    }

    /// As `kill -9`. What it has written to its pipes by then can still be read, as it could not after
    /// [Process#destroyForcibly].
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Sends a signal by its name.
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).as("exit code of kill -%s", name).isZero();
    }

    /// Waits for its end.
    public int exitCode() throws IOException {
        int code = process.onExit()
                .orTimeout(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join()
                .exitValue();
        heard.accept(err());
        return code;
    }

    /// What it has said on standard error so far.
    public String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() throws IOException {
        kill();
        exitCode();
        out.close();
        closeIn();
        Files.deleteIfExists(err);
    }

    private void closeIn() {
        try {
            in().close();
        } catch (IOException _) {
            // It has ended before it had read everything, and nothing is left to be told.
            return;
        }
    }
}
