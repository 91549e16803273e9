package dev.cairn.lsm.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Processes of a test's own, each a Java virtual machine with the classes of this one. Stateless.
public final class OwnProcess {
    private OwnProcess() {}

    /// The command that starts `main`.
    ///
    /// @param options of the virtual machine
    public static List<String> command(List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /// Starts `main`, waits for its end, and fails if that is not code 0. What it prints is printed here.
    public static void requireSuccess(List<String> options, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(options, main, arguments))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor())
                    .as("exit code of %s", main.getSimpleName())
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
