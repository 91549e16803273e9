package dev.cairn.common.env;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a real file system can show; `DiskContract` has the rest.
final class RealDiskTest {
    @TempDir
    Path directory;

    @Test
    void naming_a_directory_touches_nothing() throws IOException {
        Path missing = directory.resolve("missing");

        Disk disk = Disk.at(missing);

        assertThat(Files.exists(missing)).isFalse();
        assertThat(disk.isDirectory()).isFalse();
        assertThat(disk.exists("file")).isFalse();
        assertThat(disk.describe("file")).isEqualTo(missing.resolve("file").toString());
        assertThat(disk.describe("")).isEqualTo(missing.toString());
    }

    @Test
    void a_relative_path_is_made_too() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(directory).resolve("a/b");

        Disk.at(relative).makeDirectory();

        assertThat(directory.resolve("a/b")).isDirectory();
    }

    @Test
    void a_link_to_a_directory_is_a_directory() throws IOException {
        Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("link"), Path.of("real"));
        Disk disk = Disk.at(directory.resolve("link"));

        disk.makeDirectory();
        disk.create("file").close();

        assertThat(directory.resolve("real/file")).exists();
    }

    @Test
    void a_directory_below_a_file_is_refused_and_named() throws IOException {
        Files.writeString(directory.resolve("file"), "bytes");
        Path below = directory.resolve("file/below");

        assertThatThrownBy(Disk.at(below)::makeDirectory)
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(directory.resolve("file").toString());
    }

    @Test
    void many_threads_may_make_one_directory() throws Exception {
        Disk disk = Disk.at(directory.resolve("a/b/c"));
        Callable<Boolean> making = () -> {
            disk.makeDirectory();
            return disk.isDirectory();
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> made : threads.invokeAll(List.of(making, making, making, making))) {
                assertThat(made.get()).isTrue();
            }
        }
    }

    @Test
    void there_is_no_link_to_another_kind_of_disk() throws IOException {
        Disk disk = Disk.at(directory);
        disk.create("file").close();
        Disk foreign = (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, _, _) -> "elsewhere/new");

        assertThatThrownBy(() -> disk.link("file", foreign, "new"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no link from " + directory.resolve("file")
                        + " to elsewhere/new: they are on different kinds of disk");
    }

    @Test
    void there_is_no_link_across_devices() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(directory)),
                "no second file system to link to");
        Path target = Files.createTempDirectory(memory, "cairn");
        try {
            Disk disk = Disk.at(directory);
            disk.create("file").close();

            assertThatThrownBy(() -> disk.link("file", Disk.at(target), "new"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining(target.resolve("new").toString());
            assertThat(Disk.at(target).list()).isEmpty();
        } finally {
            Files.delete(target);
        }
    }

    @Test
    void a_directory_is_no_file_to_read() throws IOException {
        Disk disk = Disk.at(directory);
        disk.directory("inner").makeDirectory();

        assertThatThrownBy(() -> disk.open("inner"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(disk.describe("inner"));
    }

    @Test
    void a_failed_read_names_the_file_and_leaves_the_target() throws IOException {
        Disk process = Disk.at(Path.of("/proc/self"));
        assumeTrue(process.exists("mem"), "no file that fails when it is read");
        ByteBuffer target = ByteBuffer.allocate(8).position(3);
        try (ReadFile memory = process.open("mem")) {
            assertThatThrownBy(() -> memory.read(0, target))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith("/proc/self/mem: read at byte 0: ");
        }
        assertThat(target.position()).isEqualTo(3);
    }

    @Test
    void a_failed_mapping_names_the_file() throws IOException {
        Disk system = Disk.at(Path.of("/sys/kernel"));
        assumeTrue(system.exists("uevent_seqnum"), "no file that cannot be mapped");
        try (ReadFile file = system.open("uevent_seqnum")) {
            assertThatThrownBy(() -> file.slice(0, 1))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith("/sys/kernel/uevent_seqnum: map: ");
        }
    }

    @Test
    void reads_in_many_threads_do_not_mix() throws Exception {
        byte[] bytes = new byte[64 * 1024];
        new Random(5).nextBytes(bytes);
        Files.write(directory.resolve("file"), bytes);
        try (ReadFile file = Disk.at(directory).open("file");
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> reading = () -> readsWhatIsThere(file, bytes);
            for (Future<Boolean> isRight : threads.invokeAll(List.of(reading, reading, reading, reading))) {
                assertThat(isRight.get()).isTrue();
            }
        }
    }

    @Test
    void a_closed_handle_names_the_file() throws IOException {
        AppendFile appended = Disk.at(directory).create("file");
        appended.close();
        ReadFile read = Disk.at(directory).open("file");
        read.close();

        assertThatThrownBy(appended::sync)
                .isInstanceOf(ClosedChannelException.class)
                .hasMessage(directory.resolve("file") + ": sync after the file was closed");
        assertThatThrownBy(read::size)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(directory.resolve("file") + ": size: ");
    }

    @Test
    void a_slice_ends_with_its_file() throws IOException {
        Files.writeString(directory.resolve("file"), "bytes");
        ReadFile file = Disk.at(directory).open("file");
        MemorySegment slice = file.slice(0, 5);

        file.close();

        assertThat(slice.scope().isAlive()).isFalse();
        assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_file_is_one_file_while_renames_replace_it() throws Exception {
        Disk disk = Disk.at(directory);
        Files.writeString(directory.resolve("file"), "first");
        Thread replacing = Thread.ofPlatform().start(() -> replaceOverAndOver("file"));
        int opened = 0;
        while (replacing.isAlive() || opened == 0) {
            try (ReadFile file = disk.open("file")) {
                ByteBuffer read = ByteBuffer.allocate(5);
                file.read(0, read);
                assertThat(file.slice(0, 5).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(read.array());
                opened++;
            }
        }
        replacing.join();
    }

    @Test
    void nothing_of_a_missing_directory_can_be_used() {
        Disk missing = Disk.at(directory.resolve("missing"));

        Stream.<ThrowingCallable>of(
                        missing::list, missing::syncDirectory, () -> missing.open("file"), () -> missing.lock("LOCK"))
                .forEach(use -> assertThatThrownBy(use)
                        .isInstanceOf(NoSuchFileException.class)
                        .hasMessageContaining(directory.resolve("missing").toString()));
    }

    private static boolean readsWhatIsThere(ReadFile file, byte[] bytes) throws IOException {
        Random random = new Random();
        boolean isRight = true;
        for (int i = 0; i < 2_000; i++) {
            int position = random.nextInt(bytes.length - 100);
            ByteBuffer target = i % 2 == 0 ? ByteBuffer.allocate(100) : ByteBuffer.allocateDirect(100);
            file.read(position, target);
            isRight &= target.flip().equals(ByteBuffer.wrap(bytes, position, 100));
        }
        return isRight;
    }

    private void replaceOverAndOver(String name) {
        try {
            for (int i = 10_000; i < 11_000; i++) {
                Files.writeString(directory.resolve("new"), Integer.toString(i), UTF_8);
                Disk.at(directory).rename("new", name);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
