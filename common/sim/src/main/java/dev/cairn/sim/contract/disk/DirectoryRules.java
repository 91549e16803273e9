package dev.cairn.sim.contract.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/// The part of `DiskContract` about directories: making, listing and syncing them, and what is in which.
public interface DirectoryRules extends DiskFixture {
    @Test
    default void a_directory_is_not_there_before_it_is_made() throws IOException {
        Disk inner = disk().directory("inner");

        assertThat(inner.isDirectory()).isFalse();
        assertThat(disk().list()).isEmpty();
        assertThatThrownBy(inner::list).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(inner::syncDirectory).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> inner.create("file")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    default void making_a_directory_makes_those_above_it() throws IOException {
        Disk low = disk().directory("high").directory("middle").directory("low");

        low.makeDirectory();

        assertThat(low.isDirectory()).isTrue();
        assertThat(disk().directory("high").list()).containsExactly("middle");
    }

    @Test
    default void making_a_directory_twice_leaves_it_as_it_is() throws IOException {
        write("file", "bytes");

        disk().makeDirectory();

        assertThat(read("file")).isEqualTo("bytes");
    }

    @Test
    default void a_directory_is_not_made_in_the_place_of_a_file() throws IOException {
        write("name", "bytes");
        Disk inner = disk().directory("name");

        assertThat(inner.isDirectory()).isFalse();
        assertThatThrownBy(inner::makeDirectory)
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("name");
        assertThat(read("name")).isEqualTo("bytes");
    }

    @Test
    default void a_name_in_one_directory_is_not_in_another() throws IOException {
        Disk inner = disk().directory("inner");
        inner.makeDirectory();
        write("file", "bytes");

        assertThat(inner.exists("file")).isFalse();
        assertThat(inner.list()).isEmpty();
    }

    @Test
    default void two_disks_of_one_directory_see_the_same_files() throws IOException {
        disk().directory("inner").makeDirectory();
        disk().directory("inner").create("file").close();

        assertThat(disk().directory("inner").list()).containsExactly("file");
    }

    @Test
    default void list_has_files_and_directories_in_a_fixed_order() throws IOException {
        disk().directory("inner").makeDirectory();
        write("b", "");
        write("a", "");

        assertThat(disk().list()).containsExactlyInAnyOrder("a", "b", "inner");
        assertThat(disk().list()).isEqualTo(disk().list());
    }

    @Test
    default void exists_is_true_for_files_and_directories() throws IOException {
        disk().directory("inner").makeDirectory();
        write("file", "");

        assertThat(disk().exists("inner")).isTrue();
        assertThat(disk().exists("file")).isTrue();
        assertThat(disk().exists("other")).isFalse();
    }

    @Test
    default void descriptions_name_the_directory_and_the_file() {
        Disk inner = disk().directory("inner");

        assertThat(inner.describe("")).startsWith(disk().describe("")).endsWith("inner");
        assertThat(inner.describe("file")).startsWith(inner.describe("")).endsWith("file");
    }

    @Test
    default void syncing_the_directory_changes_nothing_that_can_be_seen() throws IOException {
        write("file", "bytes");

        disk().syncDirectory();

        assertThat(disk().list()).containsExactly("file");
    }
}
