package dev.cairn.rpc.cli.serve;

import dev.cairn.workbook.Notes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A `cairn` process of its own. Closing it ends it, if it has not ended, and waits for it.
final class ServeProcess implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 60;
    private static final String READY = " on grpc://";

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private ServeProcess(Process process, Path err) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.err = err;
    }

    /// `cairn arguments`, with `home` as its working directory and for its temporary files.
    static ServeProcess start(Path home, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-Djava.io.tmpdir=" + home));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CairnMain.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path err = Files.createTempFile(home, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(err.toFile());
        List.of("CAIRN_DIR", "CAIRN_ENDPOINTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")
                .forEach(builder.environment()::remove);
        return new ServeProcess(builder.start(), err);
    }

    /// Waits until it is ready.
    ///
    /// @return where it listens
    String address() throws IOException {
        String line = nextLine().orElseThrow(() -> new AssertionError("it ended: " + said()));
        return line.substring(line.indexOf(READY) + READY.length());
    }

    /// The next line of standard output, or empty at its end.
    Optional<String> nextLine() throws IOException {
        return Optional.ofNullable(out.readLine());
    }

    /// As `kill -9`.
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Sends a signal by its name.
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
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

    /// What it has said on standard error so far.
    String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() throws IOException {
        kill();
        exitCode();
        out.close();
        process.getOutputStream().close();
        Files.deleteIfExists(err);
    }

    private String said() {
        try {
            exitCode();
            return err();
        } catch (IOException cause) {
            return String.valueOf(cause.getMessage());
        }
    }
}
