package dev.cairn.backup;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.Rewriting;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.LogOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A simulated machine with a store in `db`, of which copies are made, and the world in which its background
/// work runs.
///
/// Confined to one thread.
final class CopyPlace {
    /// Small blocks, so that small tables have several; tables are merged as soon as there are two in level 0.
    static final LsmOptions OPTIONS = LsmOptions.balanced()
            .withLog(new LogOptions(1 << 20, 0))
            .withTables(TableOptions.DEFAULT.withBlockBytes(64).withRestartInterval(3))
            .withCompaction(Rewriting.whenThereAre(2));

    private static final int KEYS = 13;
    private static final int FLUSHED_EACH = 12;
    private static final int WRITES = 40;

    private final SimFileSystem files;
    private final World world = new World(1);
    private Consumer<DiskCall> watcher = _ -> {};

    private CopyPlace(SimFileSystem files) {
        this.files = files.listenedToBy(call -> watcher.accept(call));
    }

    static CopyPlace empty() {
        return new CopyPlace(SimFileSystem.empty());
    }

    static CopyPlace on(DiskImage image) {
        return new CopyPlace(SimFileSystem.startedOn(image));
    }

    /// With a store that has a table in level 1, one in level 0, and four rows in its log alone.
    static CopyPlace withStore() {
        return on(Made.IMAGE);
    }

    /// With a backup of that store as well, in `backup`.
    static CopyPlace withBackup() {
        CopyPlace place = withStore();
        try (LsmStore store = place.open()) {
            place.backup(store, place.disk("backup"));
        }
        return place;
    }

    /// With a store that has so many tables, all in level 0 until one more is flushed, and a backup of it. The
    /// rows follow from `seed`.
    static CopyPlace withBackupOf(int tables, int seed) {
        CopyPlace place = empty();
        LsmOptions options = optionsFor(tables);
        try (LsmStore store = place.open("db", options)) {
            for (int write = 1; write <= 3 * tables; write++) {
                place.write(store, 100 * seed + write);
                if (write % 3 == 0) {
                    place.flush(store);
                }
            }
            place.backup(store, place.disk("backup"));
        }
        return on(place.image());
    }

    /// Merges when one more than so many tables are there.
    static LsmOptions optionsFor(int tables) {
        return OPTIONS.withCompaction(Rewriting.whenThereAre(tables + 1));
    }

    private static final class Made {
        static final DiskImage IMAGE = image();

        private static DiskImage image() {
            CopyPlace place = empty();
            try (LsmStore store = place.open()) {
                for (int write = 1; write <= WRITES; write++) {
                    place.write(store, write);
                    if (write % FLUSHED_EACH == 0) {
                        place.await(store.submitFlush());
                        place.world.runUntilIdle();
                    }
                }
            }
            return place.image();
        }
    }

    SimFileSystem files() {
        return files;
    }

    World world() {
        return world;
    }

    Disk disk(String name) {
        return files.disk(name);
    }

    LsmStore open() {
        return open("db", OPTIONS);
    }

    LsmStore open(String name, LsmOptions options) {
        return LsmStore.open(disk(name), options, world.env());
    }

    /// Has each call of the disk seen before it takes effect.
    void watch(Consumer<DiskCall> newWatcher) {
        watcher = newWatcher;
    }

    /// The write of that number: a row of one of few keys, or that one is deleted.
    void write(LsmStore store, int write) {
        Bytes key = Bytes.utf8("row%02d".formatted(write % KEYS));
        if (write % 6 == 5) {
            store.delete(key);
        } else {
            store.put(key, Bytes.utf8("%03d-value-%x".formatted(write, write * 7919)));
        }
    }

    /// As [LsmStore#hold], which would wait for ever here.
    HeldState hold(LsmStore store) {
        return await(store.submitHold());
    }

    void flush(LsmStore store) {
        await(store.submitFlush());
    }

    void checkpoint(LsmStore store, Disk target) {
        try (HeldState held = hold(store)) {
            Checkpoint.make(held, target, CopyProgress.none());
        }
    }

    void backup(LsmStore store, Disk target) {
        try (HeldState held = hold(store)) {
            Backup.make(held, target, CopyProgress.none());
        }
    }

    private <T> T await(CompletableFuture<T> outcome) {
        while (!outcome.isDone() && world.runOne()) {
            // The next event.
        }
        return outcome.join();
    }

    /// The rows that a store finds in `name` when it is opened there, as the only thing it may do is to find one.
    List<String> rows(String name) {
        try (LsmStore store = open(name, OPTIONS.existingOnly())) {
            return LsmPlace.rows(store);
        }
    }

    /// What `work` does to the disk, as far as it may change what a crash leaves in `name`, a line for each call. A
    /// link is told with the other calls wherever the file is that gets one more name.
    List<String> changes(String name, Runnable work) {
        List<String> changes = new ArrayList<>();
        watch(call -> {
            if (call.kind() == DiskCall.Kind.LINK) {
                changes.add("link"
                        + call.path().substring(call.path().lastIndexOf('/')).replace('/', ' '));
            } else if (call.kind().changesDisk() && (call.path() + "/").startsWith(name + "/")) {
                changes.add((call.kind().method()
                                + call.path().substring(name.length()).replace('/', ' '))
                        .strip());
            }
        });
        work.run();
        watch(_ -> {});
        return changes;
    }

    /// The names in a directory, in order, without `LOCK`; none, if it is missing.
    List<String> names(String name) {
        return image().files().keySet().stream()
                .filter(path -> path.startsWith(name + "/") && !path.endsWith("/LOCK"))
                .map(path -> path.substring(name.length() + 1))
                .toList();
    }

    /// The only name in a directory that ends so.
    String nameEnding(String name, String end) {
        return names(name).stream()
                .filter(each -> each.endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    Bytes bytes(String path) {
        return image().bytes(path);
    }

    DiskImage image() {
        return files.freeze().visible();
    }

    void delete(String name, String file) {
        try {
            disk(name).delete(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    void create(String name, String file) {
        try {
            disk(name).makeDirectory();
            disk(name).create(file).close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// What an opening of `name` says; nothing is made.
    static StoreException refusal(Runnable opening) {
        try {
            opening.run();
        } catch (StoreException refused) {
            return refused;
        }
        throw new AssertionError("it was not refused");
    }
}
