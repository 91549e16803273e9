package dev.cairn.lsm.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A fresh JVM that runs one [BenchPlan].
///
/// It is ended when this process is: by the shutdown hook that [#run] adds and removes. Stateless.
final class BenchProcess {
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");

    private BenchProcess() {}

    /// Runs `plan`, and hands on each result as it comes.
    ///
    /// @param heap its largest heap, as `-Xmx` takes it
    /// @param classPath what the process needs besides this program
    /// @throws StoreException.Failed if it ends otherwise than it should
    static void run(BenchPlan plan, String heap, String classPath, Consumer<BenchResult> results) throws IOException {
        Process process = new ProcessBuilder(command(plan, heap, classPath))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                results.accept(Codecs.json(BenchResult.class).decode(Bytes.utf8(line)));
            }
            int code = waitFor(process);
            if (code != 0 && !plan.isKilled()) {
                throw new StoreException.Failed(
                        "the process of " + plan.engine() + " ended with code " + code + "; its message stands above",
                        new IOException("exit code " + code));
            }
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    private static List<String> command(BenchPlan plan, String heap, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.addAll(OPTIONS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path") + System.getProperty("path.separator") + classPath);
        command.add(BenchChild.class.getName());
        command.add(Codecs.json(BenchPlan.class).encode(plan).toUtf8());
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
