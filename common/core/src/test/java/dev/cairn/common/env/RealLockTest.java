package dev.cairn.common.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Locks against other processes, which are real ones here.
@Timeout(120)
final class RealLockTest {
    @TempDir
    Path directory;

    private Disk disk;

    @BeforeEach
    void open() {
        disk = Disk.at(directory);
    }

    @Test
    void another_process_is_refused_until_the_lock_is_closed() throws Exception {
        Closeable lock = disk.lock("LOCK");
        assertThat(answerOfAnotherProcess()).isEqualTo(LockingProgram.REFUSED);

        lock.close();
        assertThat(answerOfAnotherProcess()).isEqualTo(LockingProgram.LOCKED);
    }

    @Test
    void a_refusal_within_the_process_does_not_give_the_lock_up() throws Exception {
        try (Closeable _ = disk.lock("LOCK")) {
            assertThatThrownBy(() -> disk.lock("LOCK")).isInstanceOf(FileLockedException.class);

            assertThat(answerOfAnotherProcess()).isEqualTo(LockingProgram.REFUSED);
        }
    }

    @Test
    void the_lock_of_another_process_is_respected_until_it_dies() throws Exception {
        Process other = startAnotherProcess();
        try (BufferedReader output = other.inputReader()) {
            assertThat(output.readLine()).isEqualTo(LockingProgram.LOCKED);
            assertThatThrownBy(() -> disk.lock("LOCK"))
                    .isInstanceOf(FileLockedException.class)
                    .hasMessage(directory.resolve("LOCK") + " is locked");
        } finally {
            other.destroyForcibly().waitFor();
        }
        disk.lock("LOCK").close();
    }

    @Test
    void one_file_by_two_paths_is_one_lock() throws IOException {
        Path link = directory.resolve("link");
        Files.createSymbolicLink(link, directory);
        try (Closeable _ = disk.lock("LOCK")) {
            assertThatThrownBy(() -> Disk.at(link).lock("LOCK")).isInstanceOf(FileLockedException.class);
        }
    }

    private String answerOfAnotherProcess() throws Exception {
        Process other = startAnotherProcess();
        other.outputWriter().close();
        try (BufferedReader output = other.inputReader()) {
            return output.readLine();
        } finally {
            other.waitFor();
        }
    }

    private Process startAnotherProcess() throws IOException, URISyntaxException {
        String classPath = whereIs(Disk.class) + File.pathSeparator + whereIs(LockingProgram.class);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        LockingProgram.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path whereIs(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
