package dev.cairn.wal.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.Notes;
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

/// A `cairn` process of its own. Closing it ends it, if it has not ended, and waits for it.
final class CairnProcess implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 60;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private CairnProcess(Process process, Path err) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.err = err;
    }

    /// `cairn arguments`, with `home` as its working directory and for its temporary files.
    static CairnProcess start(Path home, Object... arguments) throws IOException {
        return start(home, List.of(), List.of(), arguments);
    }

    /// The same, begun by another program and with options for its Java virtual machine.
    static CairnProcess start(Path home, List<String> wrapper, List<String> jvm, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Djava.io.tmpdir=" + home);
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CairnMain.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path err = Files.createTempFile(home, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(err.toFile());
        builder.environment().remove("CAIRN_DIR");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new CairnProcess(builder.start(), err);
    }

    /// The next line of standard output, or empty at its end.
    Optional<String> nextLine() throws IOException {
        return Optional.ofNullable(out.readLine());
    }

    /// All that is left of standard output.
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
            lines.add(line.get());
        }
        return lines;
    }

    OutputStream in() {
        return process.getOutputStream();
    }

    /// As `kill -9`. What it has written to its pipes by then can still be read, as it could not after
    /// [Process#destroyForcibly].
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Sends a signal by its name.
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /// Waits for its end. An unfinished exercise that it met is one that the test has met.
    int exitCode() throws IOException {
        int code = process.onExit()
                .orTimeout(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join()
                .exitValue();
        Notes.heard(err());
        return code;
    }

    /// What it said on standard error; to be asked after its end.
    String err() throws IOException {
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
