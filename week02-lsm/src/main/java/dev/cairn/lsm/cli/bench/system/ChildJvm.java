package dev.cairn.lsm.cli.bench.system;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A fresh JVM with the classes of this one.
///
/// It is ended when this process is: by the shutdown hook that [#run] adds and removes. Immutable.
///
/// @param heap its largest heap, as `-Xmx` takes it
/// @param classPath what the process needs besides this program; may be empty
public record ChildJvm(String heap, String classPath) {
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");

    /// Runs `main` with one argument, and hands on each line of its output as it comes.
    ///
    /// @return its exit code
    public int run(Class<?> main, String argument, Consumer<String> lines) throws IOException {
        Process process = start(main, argument);
        Thread ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
            }
            return waitFor(process);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    /// Begins `main`. Its messages stand among those of this process; the rest is the caller's, also to end it.
    public Process start(Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(command(main, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(OPTIONS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path") + File.pathSeparator + classPath);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", cause);
        }
    }
}
