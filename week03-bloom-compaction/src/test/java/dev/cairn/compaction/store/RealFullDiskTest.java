package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.lsm.threads.OwnProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A disk that is full in earnest: a file system of 64 MiB that only one process sees, and that is gone with it. What
/// happens on it, [FullDiskMain] tells. [FullDiskTest] says the same of the simulated disk, in more ways.
@Tag("full")
@Tag("3.10")
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class RealFullDiskTest {
    /// In a namespace of mounts of its own, where whoever starts it may mount.
    private static final List<String> ALONE = List.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            "mount -t tmpfs -o size=64m tmpfs \"$0\" && exec \"$@\"");

    @TempDir
    private Path mount;

    @BeforeEach
    void requireNamespaces() throws IOException, InterruptedException {
        String said;
        try {
            Process process = new ProcessBuilder(alone(List.of("true")))
                    .redirectErrorStream(true)
                    .start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            said = process.waitFor() == 0 ? "" : "a file system of one's own is refused: " + said.strip();
        } catch (IOException cause) {
            said = "there is no unshare: " + cause.getMessage();
        }
        assumeThat(said).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_store_on_a_disk_that_is_full(FullDiskMain.Scene scene) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        alone(OwnProcess.command(List.of("-Xmx256m"), FullDiskMain.class, mount, scene)))
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor())
                    .as("exit code of the process, which says above what it found")
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> alone(List<String> command) {
        List<String> whole = new ArrayList<>(ALONE);
        whole.add(mount.toString());
        whole.addAll(command);
        return whole;
    }
}
