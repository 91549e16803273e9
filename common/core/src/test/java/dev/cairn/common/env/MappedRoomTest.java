package dev.cairn.common.env;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writing through memory, where the system allows it, and doing without where it does not.
final class MappedRoomTest {
    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private Path path;
    private AppendFile file;

    @BeforeEach
    void makeRoomTwice() throws IOException {
        path = directory.resolve("000003.log");
        file = Disk.at(directory).create("000003.log");
        file.preallocate(PAGE);
        append("a".repeat(PAGE));
        file.preallocate(4 * PAGE);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void what_is_stored_is_seen_by_readers_and_becomes_durable_by_a_sync() throws IOException {
        append("one ");
        append("two");
        assertThat(text(PAGE, 9)).isEqualTo("one two\0\0");
        file.sync();
        assertThat(file.size()).isEqualTo(PAGE + 7);
        assertThat(Files.size(path)).isEqualTo(4 * PAGE);
    }

    @Test
    void what_does_not_fit_grows_the_file() throws IOException {
        append("b".repeat(3 * PAGE - 2));
        append("over");
        append("flow");
        assertThat(Files.size(path)).isEqualTo(4 * PAGE + 6);
        assertThat(text(4 * PAGE - 2, 8)).isEqualTo("overflow");
    }

    @Test
    void small_and_large_appends_follow_one_another() throws IOException {
        append("one ");
        append("c".repeat(2 * PAGE));
        append(" two");
        assertThat(text(PAGE, 6)).isEqualTo("one cc");
        assertThat(text(3 * PAGE + 2, 6)).isEqualTo("cc two");
    }

    @Test
    void a_slice_is_written_from_its_position_to_its_limit() throws IOException {
        ByteBuffer slice = ByteBuffer.wrap("-one two-".getBytes(US_ASCII), 1, 7);
        file.append(slice);
        assertThat(text(PAGE, 8)).isEqualTo("one two\0");
        assertThat(slice.remaining()).isZero();
    }

    @Test
    void a_file_that_was_renamed_is_still_the_one_that_grows() throws IOException {
        Path renamed = Files.move(path, directory.resolve("000004.log"));
        Files.write(path, new byte[8 * PAGE]);
        append("d".repeat(3 * PAGE));
        file.preallocate(8 * PAGE);
        append("one");
        assertThat(Files.readAllBytes(path)).as("another file of its old name").containsOnly(0);
        path = renamed;
        assertThat(text(4 * PAGE, 4)).isEqualTo("one\0");
    }

    @Test
    void an_interrupt_neither_ends_nor_loses_anything() throws IOException {
        append("d".repeat(3 * PAGE));
        Thread.currentThread().interrupt();
        file.preallocate(8 * PAGE);
        append("one");
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        assertThat(text(4 * PAGE, 4)).isEqualTo("one\0");
    }

    @Test
    void many_syncs_change_nothing_but_the_way_in_which_it_is_written() throws IOException {
        for (int i = 0; i < 3 * PAGE; i += 3) {
            append("one");
            file.sync();
        }
        file.preallocate(8 * PAGE);
        append("two");
        assertThat(text(4 * PAGE - 3, 7)).isEqualTo("onetwo\0");
    }

    @Test
    void while_syncs_are_few_it_is_written_through_memory() throws IOException {
        map().close();
        Disk.at(directory).truncate("000003.log", 0);
        assertThatThrownBy(() -> append("one"))
                .as("a call would have made the file long again")
                .hasMessageContaining("the page cannot be written");
    }

    @Test
    void where_each_append_is_synced_it_is_written_by_calls() throws IOException {
        for (int i = 0; i < 10; i++) {
            append("one");
            file.sync();
        }
        file.preallocate(8 * PAGE);
        Disk.at(directory).truncate("000003.log", 0);
        append("two");
        assertThat(Files.size(path)).isEqualTo(PAGE + 33);
    }

    @Test
    void a_file_that_somebody_cut_is_an_error_that_names_it() throws IOException {
        try (MappedRoom room = map()) {
            Disk.at(directory).truncate("000003.log", 0);
            assertThatThrownBy(() -> room.write(2 * PAGE, ByteBuffer.wrap(new byte[] {1, 2, 3})))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("write at byte 8192: the page cannot be written");
        }
    }

    @Test
    void a_name_that_is_gone_or_another_files_or_too_short_is_not_mapped() throws IOException {
        MappedRoom.Source source = MappedRoom.Source.of(path).orElseThrow();
        assertThat(source.map(0, 4 * PAGE + 1)).as("more than there is").isEmpty();
        Files.move(path, directory.resolve("moved"));
        assertThat(source.map(0, PAGE)).as("no file of that name").isEmpty();
        assertThat(MappedRoom.Source.of(path)).isEmpty();
        Files.write(path, new byte[4 * PAGE]);
        assertThat(source.map(0, PAGE)).as("another file").isEmpty();
    }

    @Test
    void after_it_was_closed_nothing_is_written() throws IOException {
        append("one");
        file.close();
        assertThatThrownBy(() -> append("two")).isInstanceOf(ClosedChannelException.class);
        assertThat(text(PAGE, 6)).isEqualTo("one\0\0\0");
    }

    private MappedRoom map() {
        Optional<MappedRoom> room = MappedRoom.Source.of(path).flatMap(source -> source.map(0, 4 * PAGE));
        assumeTrue(room.isPresent(), "this system does not map");
        return room.get();
    }

    private void append(String text) throws IOException {
        file.append(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }

    private String text(int from, int length) throws IOException {
        return new String(Arrays.copyOfRange(Files.readAllBytes(path), from, from + length), US_ASCII);
    }
}
