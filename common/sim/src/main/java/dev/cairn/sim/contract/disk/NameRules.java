package dev.cairn.sim.contract.disk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.FileLockedException;
import dev.cairn.common.env.ReadFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The part of `DiskContract` about names: create, rename, link, delete, truncate, lock.
public interface NameRules extends DiskFixture {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/a", "a/", "a\\b"})
    default void a_name_that_is_not_plain_is_refused(String name) {
        Disk disk = disk();

        assertThatThrownBy(() -> disk.create(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> disk.exists(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> disk.directory(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void create_fails_when_the_name_is_taken() throws IOException {
        disk().directory("inner").makeDirectory();
        write("file", "bytes");

        assertThatThrownBy(() -> disk().create("file"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(disk().describe("file"));
        assertThatThrownBy(() -> disk().create("inner")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("file")).isEqualTo("bytes");
    }

    @Test
    default void a_file_that_is_not_there_is_named() {
        String name = disk().describe("gone");

        assertThatThrownBy(() -> disk().open("gone"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> disk().delete("gone"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> disk().rename("gone", "to"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> disk().truncate("gone", 0))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
    }

    @Test
    default void rename_moves_a_file() throws IOException {
        write("from", "bytes");

        disk().rename("from", "to");

        assertThat(disk().list()).containsExactly("to");
        assertThat(read("to")).isEqualTo("bytes");
    }

    @Test
    default void rename_replaces_its_target() throws IOException {
        write("from", "new");
        write("to", "old");
        try (ReadFile old = disk().open("to")) {
            disk().rename("from", "to");

            assertThat(DiskFixture.text(old, 0, 9)).isEqualTo("old");
        }
        assertThat(disk().list()).containsExactly("to");
        assertThat(read("to")).isEqualTo("new");
    }

    @Test
    default void a_rename_between_two_names_of_one_file_does_nothing() throws IOException {
        write("file", "bytes");
        linkOrSkip("file", disk(), "second");

        disk().rename("file", "second");
        disk().rename("file", "file");

        assertThat(disk().list()).containsExactlyInAnyOrder("file", "second");
    }

    @Test
    default void open_handles_follow_a_renamed_file() throws IOException {
        try (AppendFile file = disk().create("from")) {
            file.append(DiskFixture.ascii("before "));
            disk().rename("from", "to");
            file.append(DiskFixture.ascii("after"));
            file.sync();
        }
        assertThat(read("to")).isEqualTo("before after");
    }

    @Test
    default void linked_names_share_their_bytes() throws IOException {
        Disk inner = disk().directory("inner");
        inner.makeDirectory();
        try (AppendFile file = disk().create("file")) {
            linkOrSkip("file", inner, "second");
            file.append(DiskFixture.ascii("bytes"));
        }
        try (ReadFile second = inner.open("second")) {
            assertThat(DiskFixture.text(second, 0, 9)).isEqualTo("bytes");
        }
    }

    @Test
    default void a_linked_file_outlives_its_first_name() throws IOException {
        write("file", "bytes");
        linkOrSkip("file", disk(), "second");

        disk().delete("file");

        assertThat(disk().list()).containsExactly("second");
        assertThat(read("second")).isEqualTo("bytes");
    }

    @Test
    default void link_fails_when_the_name_is_taken_or_the_file_is_not_there() throws IOException {
        write("file", "bytes");
        write("taken", "other");
        linkOrSkip("file", disk(), "second");

        assertThatThrownBy(() -> disk().link("file", disk(), "taken")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> disk().link("gone", disk(), "new")).isInstanceOf(NoSuchFileException.class);
        assertThat(read("taken")).isEqualTo("other");
    }

    @Test
    default void a_deleted_name_is_free() throws IOException {
        write("file", "old");

        disk().delete("file");
        write("file", "new");

        assertThat(read("file")).isEqualTo("new");
    }

    @Test
    default void open_handles_go_on_after_a_delete() throws IOException {
        try (AppendFile appended = disk().create("file");
                ReadFile file = disk().open("file")) {
            appended.append(DiskFixture.ascii("before "));
            disk().delete("file");
            appended.append(DiskFixture.ascii("after"));
            appended.sync();

            assertThat(disk().exists("file")).isFalse();
            assertThat(DiskFixture.text(file, 0, 99)).isEqualTo("before after");
            assertThat(file.slice(7, 5).get(JAVA_BYTE, 0)).isEqualTo((byte) 'a');
        }
    }

    @Test
    default void truncate_cuts_the_end_off() throws IOException {
        write("file", "kept cut");

        disk().truncate("file", 4);
        assertThat(read("file")).isEqualTo("kept");

        disk().truncate("file", 0);
        assertThat(read("file")).isEmpty();
    }

    @Test
    default void truncate_never_makes_a_file_longer() throws IOException {
        write("file", "bytes");

        disk().truncate("file", 5);
        disk().truncate("file", 99);

        assertThat(read("file")).isEqualTo("bytes");
    }

    @Test
    default void truncating_to_less_than_nothing_is_refused() throws IOException {
        write("file", "bytes");

        assertThatThrownBy(() -> disk().truncate("file", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(read("file")).isEqualTo("bytes");
    }

    @Test
    default void a_lock_is_held_until_it_is_closed() throws IOException {
        try (Closeable _ = disk().lock("LOCK")) {
            assertThatThrownBy(() -> disk().lock("LOCK"))
                    .isInstanceOf(FileLockedException.class)
                    .hasMessage(disk().describe("LOCK") + " is locked");
        }
        disk().lock("LOCK").close();
        assertThat(disk().list()).containsExactly("LOCK");
    }

    @Test
    default void locks_of_different_names_are_independent() throws IOException {
        try (Closeable _ = disk().lock("ONE");
                Closeable _ = disk().lock("OTHER")) {
            assertThat(disk().list()).containsExactlyInAnyOrder("ONE", "OTHER");
        }
    }

    @Test
    default void closing_a_lock_twice_does_not_give_up_the_next_one() throws IOException {
        Closeable first = disk().lock("LOCK");
        first.close();
        try (Closeable _ = disk().lock("LOCK")) {
            first.close();

            assertThatThrownBy(() -> disk().lock("LOCK")).isInstanceOf(FileLockedException.class);
        }
    }

    /// A real file system may have no links at all.
    private void linkOrSkip(String name, Disk target, String newName) throws IOException {
        try {
            disk().link(name, target, newName);
        } catch (UnsupportedOperationException e) {
            abort(e.getMessage());
        }
    }
}
