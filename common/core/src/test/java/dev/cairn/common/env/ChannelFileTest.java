package dev.cairn.common.env;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transfers that come in parts, fail, or meet an interrupt.
final class ChannelFileTest {
    private final FaultyChannel channel = new FaultyChannel();
    private final ChannelFile file = new ChannelFile(Path.of("/data/000007.log"), channel);

    @Test
    void a_short_write_is_continued() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap("0123456789".getBytes(UTF_8)).position(1);

        file.write(5, bytes);

        assertThat(new String(channel.bytes, 0, 15, UTF_8)).isEqualTo("\0\0\0\0\0" + "123456789" + "\0");
        assertThat(bytes.position()).isEqualTo(1);
    }

    @Test
    @Tag("ZC-04")
    void a_failed_append_leaves_the_size_and_the_buffer_as_they_were() throws IOException {
        AppendFile appended = new RealAppendFile(file, Optional.empty());
        appended.append(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        channel.callsUntilFailure = 2;
        ByteBuffer bytes = ByteBuffer.allocate(10);

        assertNamedFailure(() -> appended.append(bytes), "write at byte 10: Input/output error");
        assertThat(appended.size()).isEqualTo(4);
        assertThat(bytes.position()).isZero();
    }

    @Test
    @Tag("ZC-04")
    void a_failed_preallocation_goes_on_where_it_failed() throws IOException {
        channel.transferBytesMax = 1;
        channel.callsUntilFailure = 4;
        AppendFile appended = new RealAppendFile(file, Optional.empty());

        assertNamedFailure(() -> appended.preallocate(9), "write at byte 4: Input/output error");
        channel.callsUntilFailure = 5;
        appended.preallocate(9);

        assertThat(channel.size()).isEqualTo(9);
        assertThat(appended.size()).isZero();
    }

    @Test
    @Tag("ZC-04")
    void every_failure_is_thrown_and_names_the_file() {
        channel.callsUntilFailure = 0;

        assertNamedFailure(() -> file.write(8, ByteBuffer.allocate(1)), "write at byte 8: Input/output error");
        assertNamedFailure(file::sync, "sync: Input/output error");
        assertNamedFailure(() -> file.truncate(9), "truncate to 9 bytes: Input/output error");
        assertNamedFailure(file::tryLock, "lock: No locks available");
        assertNamedFailure(file::close, "close: Input/output error");
    }

    @Test
    void names_are_synced_as_metadata_and_bytes_are_not() {
        assertNamedFailure(file::syncAll, "sync: Input/output error");
        assertThat(channel.isForcedWithMetadata).isTrue();

        assertNamedFailure(file::sync, "sync: Input/output error");
        assertThat(channel.isForcedWithMetadata).isFalse();
    }

    @Test
    void what_is_no_failure_of_the_disk_is_a_bug() {
        channel.callsUntilFailure = 0;
        channel.failure = new ArithmeticException("a bug");

        assertThatThrownBy(() -> file.write(0, ByteBuffer.allocate(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a bug");
    }

    @Test
    void a_full_disk_is_told() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no device that is always full");
        try (ChannelFile device = ChannelFile.open(full, StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> device.write(0, ByteBuffer.allocate(1)))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith("/dev/full: write at byte 0: ");
        }
    }

    @Test
    void a_closed_file_is_named(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("file");
        ChannelFile closed = ChannelFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        closed.close();

        assertThatThrownBy(() -> closed.write(3, ByteBuffer.allocate(1)))
                .isInstanceOf(ClosedChannelException.class)
                .hasMessage(path + ": write at byte 3 after the file was closed");
        assertThatThrownBy(closed::sync).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void a_file_that_cannot_be_opened_is_named(@TempDir Path directory) {
        Path path = directory.resolve("file");

        assertThatThrownBy(() -> ChannelFile.open(path, StandardOpenOption.READ))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(path.toString());
    }

    @Test
    void waiting_for_another_thread_outlasts_an_interrupt() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        FutureTask<String> waiting =
                new FutureTask<>(() -> Uninterrupted.await(answer::get) + ", interrupted: " + Thread.interrupted());
        Thread thread = Thread.ofPlatform().start(waiting);
        awaitWaiting(thread);
        thread.interrupt();
        awaitWaiting(thread);
        answer.complete("answer");

        assertThat(waiting.get()).isEqualTo("answer, interrupted: true");
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private static void assertNamedFailure(ThrowingCallable action, String what) {
        assertThatThrownBy(action, "a call that the disk fails: %s", what)
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/data/000007.log: " + what)
                .hasCauseInstanceOf(IOException.class);
    }
}
