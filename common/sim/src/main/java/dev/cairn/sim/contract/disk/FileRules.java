package dev.cairn.sim.contract.disk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.ReadFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The part of `DiskContract` about bytes: [AppendFile] and [ReadFile].
public interface FileRules extends DiskFixture {
    @Test
    default void a_new_file_is_empty() throws IOException {
        try (AppendFile file = disk().create("file")) {
            assertThat(file.size()).isZero();
        }
        assertThat(read("file")).isEmpty();
    }

    @Test
    default void appends_stand_one_behind_the_other() throws IOException {
        try (AppendFile file = disk().create("file")) {
            file.append(DiskFixture.ascii("one "));
            file.append(DiskFixture.ascii(""));
            file.append(DiskFixture.ascii("two"));

            assertThat(file.size()).isEqualTo(7);
        }
        assertThat(read("file")).isEqualTo("one two");
    }

    @Test
    default void append_takes_what_remains_and_leaves_the_position_at_the_limit() throws IOException {
        ByteBuffer heap = DiskFixture.ascii("-heap-").position(1).limit(5);
        ByteBuffer readOnly =
                DiskFixture.ascii("-read only-").asReadOnlyBuffer().position(5);
        ByteBuffer direct = ByteBuffer.allocateDirect(8)
                .put(DiskFixture.ascii("-direct-"))
                .position(1)
                .limit(7);
        try (AppendFile file = disk().create("file")) {
            file.append(heap);
            file.append(readOnly);
            file.append(direct);
        }
        assertThat(heap.position()).isEqualTo(5);
        assertThat(readOnly.position()).isEqualTo(11);
        assertThat(direct.position()).isEqualTo(7);
        assertThat(read("file")).isEqualTo("heap only-direct");
    }

    @Test
    default void the_callers_buffer_may_be_used_again_at_once() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        try (AppendFile file = disk().create("file")) {
            for (char letter = 'a'; letter <= 'e'; letter++) {
                file.append(buffer.clear().put(0, (byte) letter));
            }
        }
        assertThat(read("file")).isEqualTo("abcde");
    }

    @Test
    default void a_large_append_is_written_whole() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        try (AppendFile file = disk().create("file")) {
            file.append(DiskFixture.ascii("odd"));
            file.append(ByteBuffer.wrap(bytes));
        }
        ByteBuffer target = ByteBuffer.allocate(bytes.length);
        try (ReadFile file = disk().open("file")) {
            assertThat(file.read(3, target)).isEqualTo(bytes.length);
        }
        assertThat(target.array()).isEqualTo(bytes);
    }

    @Test
    default void appends_are_seen_by_readers_without_a_sync() throws IOException {
        try (AppendFile file = disk().create("file");
                ReadFile reader = disk().open("file")) {
            file.append(DiskFixture.ascii("one"));
            assertThat(DiskFixture.text(reader, 0, 9)).isEqualTo("one");

            file.append(DiskFixture.ascii(" two"));
            assertThat(reader.size()).isEqualTo(7);
            assertThat(DiskFixture.text(reader, 3, 9)).isEqualTo(" two");
        }
        assertThat(read("file")).isEqualTo("one two");
    }

    @Test
    default void appending_goes_on_after_a_sync() throws IOException {
        try (AppendFile file = disk().create("file")) {
            file.sync();
            file.append(DiskFixture.ascii("one "));
            file.sync();
            file.sync();
            file.append(DiskFixture.ascii("two"));
        }
        assertThat(read("file")).isEqualTo("one two");
    }

    @Test
    default void preallocated_bytes_are_zeros_and_count_for_readers_only() throws IOException {
        try (AppendFile file = disk().create("file")) {
            file.append(DiskFixture.ascii("ab"));
            file.preallocate(5);

            assertThat(file.size()).isEqualTo(2);
        }
        assertThat(read("file")).isEqualTo("ab\0\0\0");
    }

    @Test
    default void appends_fill_preallocated_room_and_then_grow() throws IOException {
        try (AppendFile file = disk().create("file")) {
            file.preallocate(4);
            file.append(DiskFixture.ascii("abc"));
            assertThat(read("file")).isEqualTo("abc\0");

            file.append(DiskFixture.ascii("def"));
            assertThat(file.size()).isEqualTo(6);
        }
        assertThat(read("file")).isEqualTo("abcdef");
    }

    @Test
    default void preallocating_less_than_there_is_does_nothing() throws IOException {
        try (AppendFile file = disk().create("file")) {
            file.append(DiskFixture.ascii("abc"));
            file.preallocate(5);
            file.append(DiskFixture.ascii("d"));
            file.preallocate(4);
            file.preallocate(5);
            file.preallocate(2);
        }
        assertThat(read("file")).isEqualTo("abcd\0");
    }

    @Test
    default void a_large_preallocation_is_all_zeros() throws IOException {
        try (AppendFile file = disk().create("file")) {
            file.append(DiskFixture.ascii("x"));
            file.preallocate(3_000_001);
            file.sync();
        }
        try (ReadFile file = disk().open("file")) {
            MemorySegment zeros = file.slice(1, 3_000_000);
            assertThat(file.size()).isEqualTo(3_000_001);
            assertThat(zeros.mismatch(MemorySegment.ofArray(new byte[3_000_000])))
                    .isEqualTo(-1);
        }
    }

    @Test
    default void read_fills_the_target_at_any_position() throws IOException {
        write("file", "0123456789");
        byte[] bytes = "........".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer target = ByteBuffer.wrap(bytes).position(2).limit(6);
        try (ReadFile file = disk().open("file")) {
            assertThat(file.read(3, target)).isEqualTo(4);
        }
        assertThat(target.position()).isEqualTo(6);
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("..3456..");
    }

    @Test
    default void read_fills_direct_targets_too() throws IOException {
        write("file", "0123456789");
        ByteBuffer target = ByteBuffer.allocateDirect(4);
        try (ReadFile file = disk().open("file")) {
            assertThat(file.read(5, target)).isEqualTo(4);
        }
        assertThat(StandardCharsets.US_ASCII.decode(target.flip()).toString()).isEqualTo("5678");
    }

    @Test
    default void read_stops_at_the_end_of_the_file() throws IOException {
        write("file", "0123");
        try (ReadFile file = disk().open("file")) {
            assertThat(DiskFixture.text(file, 2, 99)).isEqualTo("23");
            assertThat(file.read(4, ByteBuffer.allocate(1))).isZero();
            assertThat(file.read(1_000_000, ByteBuffer.allocate(1))).isZero();
            assertThat(file.read(0, ByteBuffer.allocate(0))).isZero();
        }
    }

    @Test
    default void a_read_before_the_file_is_refused() throws IOException {
        write("file", "0123");
        ByteBuffer target = ByteBuffer.allocate(4).position(1);
        try (ReadFile file = disk().open("file")) {
            assertThatThrownBy(() -> file.read(-1, target)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(target.position()).isEqualTo(1);
    }

    @Test
    default void a_slice_is_the_bytes_asked_for() throws IOException {
        write("file", "0123456789");
        try (ReadFile file = disk().open("file")) {
            assertThat(text(file.slice(0, 10))).isEqualTo("0123456789");
            assertThat(text(file.slice(3, 4))).isEqualTo("3456");
            assertThat(text(file.slice(10, 0))).isEmpty();
        }
    }

    @Test
    default void a_slice_is_read_only() throws IOException {
        write("file", "0123");
        try (ReadFile file = disk().open("file")) {
            MemorySegment slice = file.slice(1, 2);

            assertThat(slice.isReadOnly()).isTrue();
            assertThatThrownBy(() -> slice.set(JAVA_BYTE, 0, (byte) 'x')).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    default void an_empty_file_has_an_empty_slice() throws IOException {
        write("file", "");
        try (ReadFile file = disk().open("file")) {
            assertThat(file.slice(0, 0).byteSize()).isZero();
        }
    }

    @Test
    default void a_slice_outside_of_the_file_is_refused() throws IOException {
        write("file", "0123");
        try (ReadFile file = disk().open("file")) {
            for (long[] slice : new long[][] {
                {0, 5}, {4, 1}, {5, 0}, {-1, 1}, {1, -1}, {1, Long.MAX_VALUE}, {Long.MAX_VALUE, 1}, {Long.MIN_VALUE, 4}
            }) {
                assertThatThrownBy(() -> file.slice(slice[0], slice[1]))
                        .as("%s bytes at %s", slice[1], slice[0])
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    default void slices_see_a_file_grow_and_older_ones_stay() throws IOException {
        try (AppendFile file = disk().create("file");
                ReadFile reader = disk().open("file")) {
            file.append(DiskFixture.ascii("one"));
            MemorySegment one = reader.slice(0, 3);
            file.append(DiskFixture.ascii(" two"));

            assertThat(text(reader.slice(3, 4))).isEqualTo(" two");
            assertThat(text(reader.slice(0, 7))).isEqualTo("one two");
            assertThat(text(one)).isEqualTo("one");
        }
    }

    @Test
    default void slices_hold_after_the_name_is_gone() throws IOException {
        write("file", "bytes");
        write("other", "other");
        try (ReadFile file = disk().open("file")) {
            MemorySegment early = file.slice(0, 2);
            disk().rename("other", "file");
            disk().delete("file");

            assertThat(text(early)).isEqualTo("by");
            assertThat(text(file.slice(2, 3))).isEqualTo("tes");
        }
    }

    @Test
    default void closing_a_handle_twice_does_nothing_more() throws IOException {
        AppendFile file = disk().create("file");
        file.close();
        file.close();
        ReadFile reader = disk().open("file");
        reader.close();
        reader.close();

        assertThat(read("file")).isEmpty();
    }

    private static String text(MemorySegment segment) {
        return new String(segment.toArray(JAVA_BYTE), StandardCharsets.US_ASCII);
    }
}
