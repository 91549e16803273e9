package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.Trace;
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
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The directory `db` of a simulated file system, which notes every call and fails when it is told to, and the
/// world that runs the background work of the [LsmStore] that lives there.
///
/// Whoever opens a store here without closing it leaves it to die: [#afterKill] is the machine without it.
///
/// Confined to one thread.
public final class LsmPlace {
    /// Under `always`, without preallocation, so that lengths are those of the records.
    public static final LsmOptions OPTIONS = LsmOptions.balanced().withLog(new LogOptions(64 << 20, 0));

    private static final String DIRECTORY = "db";

    private final SimFileSystem system;
    private final World world;
    private final List<DiskCall> calls = new ArrayList<>();
    private boolean isNoting;
    private Consumer<DiskCall> watch = _ -> {};

    private LsmPlace(SimFileSystem system, World world) {
        this.world = world;
        this.system = system.listenedToBy(call -> {
            if (isNoting) {
                calls.add(call);
            }
            watch.accept(call);
        });
    }

    /// An empty one.
    public static LsmPlace empty() {
        return new LsmPlace(SimFileSystem.empty(), new World(1));
    }

    /// An empty one for a life so long that its trace would not fit in memory.
    public static LsmPlace emptyForLong() {
        return new LsmPlace(SimFileSystem.empty(), new World(1, Trace.off()));
    }

    /// One in which that is on the disk.
    public static LsmPlace on(DiskImage image) {
        return new LsmPlace(SimFileSystem.startedOn(image), new World(1));
    }

    /// What is on this disk now, on another machine: whoever uses this one has been killed.
    public LsmPlace afterKill() {
        World next = world.trace().isOn() ? new World(1) : new World(world.nanos(), Trace.off());
        return new LsmPlace(SimFileSystem.startedOn(system.freeze()), next);
    }

    /// The world that runs it.
    public World world() {
        return world;
    }

    /// The directory.
    public Disk disk() {
        return system.disk(DIRECTORY);
    }

    /// The store that lives here, opened as [#OPTIONS] say.
    public LsmStore open() {
        return open(OPTIONS);
    }

    /// The store that lives here.
    public LsmStore open(LsmOptions options) {
        return LsmStore.open(disk(), options, world.env());
    }

    /// The rows that a store finds here when it is opened and closed again.
    public List<String> rows() {
        try (LsmStore store = open()) {
            return rows(store);
        }
    }

    /// All rows, as `key=value`.
    public static List<String> rows(ReadView view) {
        List<String> rows = new ArrayList<>();
        try (Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.add(cursor.key().toUtf8() + "=" + cursor.value().toUtf8());
            }
        }
        return rows;
    }

    /// Puts `key` with a value of the same text, for each key.
    public static void put(KeyValueStore store, String... keys) {
        for (String key : keys) {
            store.put(utf8(key), utf8(key));
        }
    }

    /// A put that is not waited for.
    public static CompletableFuture<Void> submitPut(LsmStore store, String key, Bytes value) {
        return store.submitWrite(WriteBatch.builder().put(utf8(key), value).build());
    }

    /// Lets the world go on until `outcome` is known, and gives it or throws why there is none.
    public <T> T await(CompletableFuture<T> outcome) {
        while (!outcome.isDone() && world.runOne()) {
            // The next event.
        }
        try {
            return outcome.getNow(null);
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof StoreException failure ? failure : wrapped;
        }
    }

    /// As [LsmStore#flush], which would wait for ever here.
    public void flush(LsmStore store) {
        await(store.submitFlush());
    }

    /// Lets every call from now on be seen before it takes effect.
    public void watch(Consumer<DiskCall> watcher) {
        watch = watcher;
    }

    /// What is done on disk while `work` runs, a line for each call (`append 000001.log`).
    public List<String> callsDuring(Runnable work) {
        calls.clear();
        isNoting = true;
        work.run();
        isNoting = false;
        return calls.stream()
                .map(call -> call.kind().method() + call.path().replaceFirst("^" + DIRECTORY + "/?", " "))
                .map(String::strip)
                .toList();
    }

    /// As [#callsDuring], only what may change what a crash leaves.
    public List<String> changesDuring(Runnable work) {
        List<String> methods = new ArrayList<>();
        for (DiskCall.Kind kind : DiskCall.Kind.values()) {
            if (kind.changesDisk()) {
                methods.add(kind.method());
            }
        }
        return callsDuring(work).stream()
                .filter(call -> methods.stream().anyMatch(method -> (call + " ").startsWith(method + " ")))
                .toList();
    }

    /// Lets the call fail that comes after `passed` others.
    public void failCallAfter(int passed, Fault fault) {
        system.withFaults(FaultPlan.at(system.calls() + passed, fault));
    }

    /// Lets every call fail, from now on, that is `chosen`.
    public void failEvery(Predicate<DiskCall> chosen) {
        failEvery(chosen, Fault.IO_ERROR);
    }

    /// The same, in that way.
    public void failEvery(Predicate<DiskCall> chosen, Fault fault) {
        watch = call -> {
            if (chosen.test(call)) {
                system.withFaults(FaultPlan.at(call.index(), fault));
            }
        };
    }

    /// Lets every call succeed from now on.
    public void failNothing() {
        watch = _ -> {};
        system.withFaults(FaultPlan.none());
    }

    /// What is open and was not closed ([SimFileSystem#openFiles]).
    public List<String> openFiles() {
        return system.openFiles();
    }

    /// Turns one bit of a file.
    public void flipBit(String name, long bit) {
        system.flipBit(DIRECTORY + "/" + name, bit);
    }

    /// What is in a file.
    public Bytes bytes(String name) {
        return image().bytes(DIRECTORY + "/" + name);
    }

    /// The names of all files, in order.
    public List<String> names() {
        return image().files().keySet().stream()
                .map(path -> path.substring(DIRECTORY.length() + 1))
                .toList();
    }

    /// The names of all files that end so, in order.
    public List<String> names(String suffix) {
        return names().stream().filter(name -> name.endsWith(suffix)).toList();
    }

    /// What whoever reads now finds on the disk.
    public DiskImage image() {
        return system.freeze().visible();
    }

    /// Puts bytes into a file that need not exist.
    public void put(String name, Bytes bytes) {
        try {
            if (disk().exists(name)) {
                disk().delete(name);
            }
            try (var file = disk().create(name)) {
                file.append(bytes.asBuffer());
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Deletes a file.
    public void delete(String name) {
        try {
            disk().delete(name);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
