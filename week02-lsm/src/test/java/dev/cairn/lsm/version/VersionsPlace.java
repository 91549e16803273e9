package dev.cairn.lsm.version;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The directory `db` of a simulated file system in which versions are kept. It notes every call, and fails
/// when it is told to.
///
/// Confined to one thread.
final class VersionsPlace {
    static final String DIRECTORY = "db";
    static final long MANIFEST_BYTES = 1 << 20;

    private final SimFileSystem system;
    private final List<DiskCall> calls = new ArrayList<>();
    private final List<TableFile> unused = new ArrayList<>();

    private Runnable meanwhile = () -> {};

    private VersionsPlace(SimFileSystem system) {
        this.system = system.listenedToBy(calls::add);
    }

    /// Runs `work` as if another thread did it while the next call of that kind is being made.
    void during(DiskCall.Kind kind, Runnable work) {
        meanwhile = work;
        system.listenedToBy(call -> {
            calls.add(call);
            if (call.kind() == kind) {
                Runnable once = meanwhile;
                meanwhile = () -> {};
                once.run();
            }
        });
    }

    /// What is open and was not closed ([SimFileSystem#openFiles]).
    List<String> openFiles() {
        return system.openFiles();
    }

    /// An empty directory.
    static VersionsPlace empty() {
        VersionsPlace place = new VersionsPlace(SimFileSystem.empty());
        place.run(Disk::makeDirectory);
        return place;
    }

    /// The directory on another machine, on which that image was put.
    static VersionsPlace on(DiskImage image) {
        return new VersionsPlace(SimFileSystem.startedOn(image));
    }

    /// What is on this disk now, on another one: whoever uses this one has been killed.
    VersionsPlace afterKill() {
        return new VersionsPlace(SimFileSystem.startedOn(system.freeze()));
    }

    /// Shows `visitor` what power cuts may leave of this disk.
    void forEachPowerCut(Consumer<VersionsPlace> visitor) {
        PowerCuts.forEach(system.freeze(), CutLimits.THOROUGH, image -> visitor.accept(on(image)));
    }

    Disk disk() {
        return system.disk(DIRECTORY);
    }

    /// Versions that begin without tables, in a directory that knows no number.
    Versions begin() {
        return begin(ManifestState.EMPTY, MANIFEST_BYTES);
    }

    Versions begin(ManifestState state, long manifestBytes) {
        FileNumbers numbers = FileNumbers.above(state.nextFileNumber(), disk());
        return Versions.begin(disk(), numbers, state, manifestBytes, unused::add);
    }

    /// What the manifest that counts holds.
    ManifestRecovery recovery() {
        return ManifestRecovery.read(disk()).orElseThrow();
    }

    /// The tables that were handed over to be deleted, in that order.
    List<Long> unused() {
        return unused.stream().map(TableFile::number).toList();
    }

    /// What is done on disk while `work` runs, a line for each call (`append MANIFEST-000001`).
    List<String> callsDuring(Runnable work) {
        calls.clear();
        work.run();
        return calls.stream()
                .map(call -> call.kind().method() + call.path().replaceFirst("^" + DIRECTORY + "/?", " "))
                .map(String::strip)
                .toList();
    }

    /// Lets the call fail that comes after `passed` others.
    void failCallAfter(int passed) {
        system.withFaults(FaultPlan.at(system.calls() + passed, Fault.IO_ERROR));
    }

    void failNothing() {
        system.withFaults(FaultPlan.none());
    }

    DiskImage image() {
        return system.freeze().visible();
    }

    Bytes bytes(String name) {
        return image().bytes(DIRECTORY + "/" + name);
    }

    /// The names of all files, in order.
    List<String> names() {
        return image().files().keySet().stream()
                .map(path -> path.substring(DIRECTORY.length() + 1))
                .toList();
    }

    /// Puts bytes into a file that need not exist.
    VersionsPlace put(String name, Bytes bytes) {
        run(disk -> {
            if (disk.exists(name)) {
                disk.delete(name);
            }
            try (AppendFile file = disk.create(name)) {
                file.append(bytes.asBuffer());
                file.sync();
            }
            disk.syncDirectory();
        });
        return this;
    }

    VersionsPlace delete(String name) {
        run(disk -> {
            disk.delete(name);
            disk.syncDirectory();
        });
        return this;
    }

    private void run(Attempt attempt) {
        try {
            attempt.on(disk());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Work on the directory.
    private interface Attempt {
        void on(Disk disk) throws IOException;
    }
}
