package dev.cairn.sim.disk;

import static dev.cairn.sim.disk.Files.afterTheWorstPowerCut;
import static dev.cairn.sim.disk.Files.append;
import static dev.cairn.sim.disk.Files.created;
import static dev.cairn.sim.disk.Files.madeDirectory;
import static dev.cairn.sim.disk.Files.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.FileLockedException;
import dev.cairn.common.env.ReadFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What survives the end of a process, and what survives the end of power.
final class SimFileSystemTest {
    private final SimFileSystem files = SimFileSystem.empty();

    @Test
    void a_kill_loses_nothing_that_was_written() throws IOException {
        created(madeDirectory(files), "f", "bytes");

        files.kill();

        assertThat(read(files.disk("d"), "f")).isEqualTo("bytes");
    }

    @Test
    void a_kill_ends_handles_disks_and_locks() throws IOException {
        Disk disk = madeDirectory(files);
        AppendFile file = created(disk, "f");
        Closeable lock = disk.lock("LOCK");

        files.kill();

        assertThatThrownBy(() -> append(file, "late")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(disk::list).isInstanceOf(IllegalStateException.class);
        files.disk("d").lock("LOCK");
        lock.close();
        assertThatThrownBy(() -> files.disk("d").lock("LOCK")).isInstanceOf(FileLockedException.class);
    }

    @Test
    void what_is_open_is_what_the_live_process_did_not_close() throws IOException {
        Disk disk = madeDirectory(files);
        AppendFile file = created(disk, "f");
        Closeable lock = disk.lock("LOCK");
        ReadFile first = disk.open("f");
        var _ = disk.open("f");
        assertThat(files.openFiles()).containsExactly("d/f", "d/LOCK", "d/f", "d/f");
        first.close();
        first.close();
        file.close();
        lock.close();
        assertThat(files.openFiles()).containsExactly("d/f");
        files.kill();
        assertThat(files.openFiles()).isEmpty();
    }

    @Test
    void what_a_killed_process_did_not_sync_is_never_made_durable_by_another_one() throws IOException {
        Disk disk = madeDirectory(files);
        created(disk, "f", "bytes");
        disk.syncDirectory();
        files.kill();
        created(files.disk("d"), "g", "x").sync();
        files.disk("d").syncDirectory();

        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEmpty();
    }

    @Test
    void a_sync_makes_bytes_durable_and_not_their_name() throws IOException {
        Disk disk = madeDirectory(files);
        AppendFile file = created(disk, "f", "bytes");
        file.sync();

        assertThat(afterTheWorstPowerCut(files).disk("d").list()).isEmpty();
        disk.syncDirectory();
        append(file, " more");
        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo("bytes");
    }

    @Test
    void a_made_directory_is_durable_at_once() throws IOException {
        files.disk("a/b").makeDirectory();

        assertThat(afterTheWorstPowerCut(files).disk("a/b").isDirectory()).isTrue();
    }

    @Test
    void a_directory_whose_maker_was_killed_too_early_is_made_durable_by_the_next_one() throws IOException {
        List<DiskState> moments = new ArrayList<>();
        files.listenedToBy(_ -> moments.add(files.freeze()));
        files.disk("a/b").makeDirectory();
        SimFileSystem next = SimFileSystem.startedOn(moments.getLast());

        assertThat(next.disk("a/b").isDirectory()).isTrue();
        assertThat(afterTheWorstPowerCut(next).disk("a/b").isDirectory()).isFalse();
        next.disk("a/b").makeDirectory();
        assertThat(afterTheWorstPowerCut(next).disk("a/b").isDirectory()).isTrue();
    }

    @Test
    void making_a_directory_makes_nothing_beside_it_durable() throws IOException {
        Disk disk = madeDirectory(files);
        created(disk, "f").close();

        disk.directory("inner").makeDirectory();

        assertThat(afterTheWorstPowerCut(files).disk("d").list()).containsExactly("inner");
    }

    @Test
    void a_truncation_is_durable_at_once_and_makes_nothing_else_durable() throws IOException {
        Disk disk = madeDirectory(files);
        AppendFile file = created(disk, "f", "abcd");
        file.sync();
        disk.syncDirectory();
        append(file, "efgh");

        disk.truncate("f", 6);
        assertThat(read(disk, "f")).isEqualTo("abcdef");
        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo("abcd");

        disk.truncate("f", 2);
        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo("ab");
    }

    @Test
    void a_rename_stands_for_the_old_or_the_new_file_and_never_for_none() throws IOException {
        Disk disk = madeDirectory(files);
        created(disk, "f", "old").sync();
        created(disk, "tmp", "new").sync();
        disk.syncDirectory();

        disk.rename("tmp", "f");

        assertThat(Files.remainders(files, "f", CutLimits.THOROUGH)).containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void both_names_of_a_linked_file_have_its_bytes() throws IOException {
        Disk disk = madeDirectory(files);
        Disk other = files.disk("other");
        other.makeDirectory();
        AppendFile file = created(disk, "f", "bytes");
        disk.link("f", other, "g");
        other.syncDirectory();
        file.sync();

        SimFileSystem after = afterTheWorstPowerCut(files);
        assertThat(after.disk("d").list()).isEmpty();
        assertThat(read(after.disk("other"), "g")).isEqualTo("bytes");
    }

    @Test
    void a_deleted_name_may_come_back() throws IOException {
        Disk disk = madeDirectory(files);
        created(disk, "f", "bytes").sync();
        disk.syncDirectory();
        disk.delete("f");

        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo("bytes");
        disk.syncDirectory();
        assertThat(afterTheWorstPowerCut(files).disk("d").list()).isEmpty();
    }

    @Test
    void a_process_after_a_kill_does_not_disturb_the_frozen_state() throws IOException {
        Disk disk = madeDirectory(files);
        AppendFile file = created(disk, "f", "one");
        DiskState state = files.freeze();
        SimFileSystem fork = SimFileSystem.startedOn(state);
        append(file, " two");
        fork.disk("d").truncate("f", 1);
        created(fork.disk("d"), "g");

        assertThat(read(SimFileSystem.startedOn(state).disk("d"), "f")).isEqualTo("one");
        assertThat(read(disk, "f")).isEqualTo("one two");
        assertThat(disk.list()).containsExactly("f");
    }

    @Test
    void a_fork_still_has_pending_what_was_pending() throws IOException {
        Disk disk = madeDirectory(files);
        created(disk, "f", "one");
        disk.syncDirectory();
        SimFileSystem fork = SimFileSystem.startedOn(files.freeze());

        assertThat(read(fork.disk("d"), "f")).isEqualTo("one");
        assertThat(read(afterTheWorstPowerCut(fork).disk("d"), "f")).isEmpty();
    }

    @Test
    void images_share_no_bytes_with_a_file_that_grows_into_preallocated_room() throws IOException {
        Disk disk = madeDirectory(files);
        AppendFile file = created(disk, "f");
        file.preallocate(4);
        file.sync();
        disk.syncDirectory();
        DiskState before = files.freeze();
        append(file, "ab");

        assertThat(read(SimFileSystem.startedOn(before).disk("d"), "f")).isEqualTo("\0\0\0\0");
        assertThat(Files.remainders(files, "f", CutLimits.THOROUGH)).containsExactly("ab00", "0000", "a000");
    }

    @Test
    void every_call_is_counted_and_heard_before_it_takes_effect() throws IOException {
        List<String> heard = new ArrayList<>();
        Disk disk = madeDirectory(files);
        int before = files.calls();
        files.listenedToBy(call -> heard.add(
                call + " when there were " + files.freeze().visible().files().size()));

        AppendFile file = created(disk, "f", "abc");
        file.sync();
        file.close();

        assertThat(files.calls() - before).isEqualTo(4);
        assertThat(heard)
                .containsExactly(
                        "create d/f when there were 0",
                        "append d/f [0, 3) when there were 1",
                        "sync d/f when there were 1",
                        "close d/f when there were 1");
    }

    @Test
    void a_flipped_bit_is_durable_and_seen() throws IOException {
        Disk disk = madeDirectory(files);
        created(disk, "f", "a").sync();
        disk.syncDirectory();

        files.flipBit("d/f", 1);

        assertThat(read(disk, "f")).isEqualTo("c");
        assertThat(read(afterTheWorstPowerCut(files).disk("d"), "f")).isEqualTo("c");
        assertThatThrownBy(() -> files.flipBit("d/g", 1)).hasMessage("no file d/g");
    }

    @Test
    void a_bit_that_is_not_durable_cannot_be_flipped() throws IOException {
        Disk disk = madeDirectory(files);
        created(disk, "f", "abc");
        assertThatThrownBy(() -> files.flipBit("d/f", 8 * 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("d/f has 0 durable bytes, and byte 2 is none of them: was it synced?");
    }

    @Test
    void names_are_listed_in_an_order_that_says_nothing() throws IOException {
        Disk disk = madeDirectory(files);
        for (String name : List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")) {
            created(disk, name);
        }
        assertThat(disk.list())
                .hasSize(10)
                .isNotEqualTo(disk.list().stream().sorted().toList());
    }
}
