package dev.cairn.sim.canary;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A disk that is as good as another one but for one lie.
final class LyingDisk implements Disk {
    private final Disk disk;
    private final Lie lie;

    /// What is not as the contract has it, and a test that says so.
    enum Lie {
        /// A lock is given to everybody.
        LOCKS_NOTHING("a_lock_is_held_until_it_is_closed"),
        /// A rename leaves the old name.
        RENAME_COPIES("rename_moves_a_file"),
        /// Creating a file that exists empties it.
        CREATE_REPLACES("create_fails_when_the_name_is_taken"),
        /// The last name is missing in every list.
        LIST_FORGETS("list_has_files_and_directories_in_a_fixed_order"),
        /// Truncating cuts a byte more.
        TRUNCATE_CUTS_MORE("truncate_cuts_the_end_off"),
        /// Everything exists.
        EVERYTHING_EXISTS("exists_is_true_for_files_and_directories");

        private final String killer;

        Lie(String killer) {
            this.killer = killer;
        }

        String killer() {
            return killer;
        }
    }

    LyingDisk(Disk disk, Lie lie) {
        this.disk = disk;
        this.lie = lie;
    }

    @Override
    public String describe(String name) {
        return disk.describe(name);
    }

    @Override
    public boolean isDirectory() throws IOException {
        return disk.isDirectory();
    }

    @Override
    public void makeDirectory() throws IOException {
        disk.makeDirectory();
    }

    @Override
    public Disk directory(String name) {
        return disk.directory(name);
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = disk.list();
        return lie == Lie.LIST_FORGETS && !names.isEmpty() ? names.subList(0, names.size() - 1) : names;
    }

    @Override
    public boolean exists(String name) throws IOException {
        return lie == Lie.EVERYTHING_EXISTS || disk.exists(name);
    }

    @Override
    public AppendFile create(String name) throws IOException {
        if (lie == Lie.CREATE_REPLACES && disk.exists(name)) {
            disk.delete(name);
        }
        return disk.create(name);
    }

    @Override
    public ReadFile open(String name) throws IOException {
        return disk.open(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
        if (lie == Lie.RENAME_COPIES) {
            disk.link(to, disk, from);
        }
    }

    @Override
    public void link(String name, Disk target, String newName) throws IOException {
        disk.link(name, target instanceof LyingDisk liar ? liar.disk : target, newName);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void truncate(String name, long size) throws IOException {
        disk.truncate(name, lie == Lie.TRUNCATE_CUTS_MORE ? Math.max(0, size - 1) : size);
    }

    @Override
    public void syncDirectory() throws IOException {
        disk.syncDirectory();
    }

    @Override
    public Closeable lock(String name) throws IOException {
        Closeable lock = disk.lock(name);
        if (lie == Lie.LOCKS_NOTHING) {
            lock.close();
        }
        return lock;
    }
}
