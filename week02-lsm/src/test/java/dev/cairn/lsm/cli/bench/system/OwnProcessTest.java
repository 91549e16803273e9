package dev.cairn.lsm.cli.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the operating system tells and does, as Linux has it.
@EnabledOnOs(OS.LINUX)
final class OwnProcessTest {
    @TempDir
    private Path home;

    @Test
    void bytes_that_were_written_are_counted() throws IOException {
        long before = OwnProcess.handedBytes();
        Files.write(home.resolve("file"), new byte[100_000]);
        assertThat(OwnProcess.handedBytes() - before).isGreaterThanOrEqualTo(100_000);
    }

    @Test
    void work_takes_processor_time_and_memory() {
        OwnProcess.forgetPeak();
        assertThat(OwnProcess.cpuNanos()).isPositive();
        assertThat(OwnProcess.peakBytes()).isGreaterThan(1 << 20);
    }

    @Test
    void a_file_keeps_its_bytes_when_the_system_forgets_them() throws Exception {
        byte[] bytes = {1, 2, 3};
        Path file = Files.write(home.resolve("file"), bytes);
        PageCache.forget(home);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void what_is_no_directory_cannot_be_forgotten() {
        assertThatThrownBy(() -> PageCache.forget(home.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_scratch_folder_goes_with_all_that_is_in_it() throws IOException {
        Path path;
        try (ScratchFolder folder = ScratchFolder.in(home.resolve("new"))) {
            path = folder.path();
            Files.createDirectories(path.resolve("a/b"));
            Files.createDirectories(path.resolve("c"));
            folder.remove("c");
            assertThat(path).isDirectoryContaining("glob:**a").isDirectoryNotContaining("glob:**c");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void a_child_has_the_heap_and_the_argument_it_was_given() throws IOException {
        List<String> lines = new ArrayList<>();
        int code = new ChildJvm("32m", "").run(Child.class, "word", lines::add);
        assertThat(code).isEqualTo(7);
        assertThat(lines).containsExactly("word", "true");
    }

    /// Prints its argument, and whether its heap is as small as it should be.
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            System.out.println(args[0]);
            System.out.println(Runtime.getRuntime().maxMemory() <= 32 << 20);
            System.exit(7);
        }
    }
}
