package dev.cairn.wal.cli;

import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options `--dir` and `--engine`, and the store they name. All that can be said against a request is said
/// before anything in the directory is touched, so that a refusal changes nothing on disk.
///
/// | in the directory | to read | to write |
/// |---|---|---|
/// | a store | is opened | is opened |
/// | a store of another engine than `--engine` | refused | refused |
/// | nothing, or there is no directory | refused | a store is made, of the first engine unless `--engine` names one |
/// | other files | refused | refused (LevelDB and RocksDB would put theirs among them) |
///
/// A picocli mixin; confined to one thread.
@Command
public final class StoreDirectory implements StoreSource.Reading {
    /// The environment variable that stands in for `--dir`.
    static final String VARIABLE = "CAIRN_DIR";

    private static final String DEFAULT = "data";

    /// What a crash while a store was being made, or a file system, leaves in a directory without a store.
    private static final Set<String> HARMLESS = Set.of("LOCK", SideFile.TEMPORARY_NAME, "lost+found");

    private final StandardStreams streams;
    private final List<Engine> engines;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The store's directory; default: the environment variable " + VARIABLE + ", else '" + DEFAULT
                    + "'.")
    private @Nullable String dir;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "The kind of store; default: what the directory holds, else the first that 'cairn db' lists.")
    private @Nullable String engine;

    private @Nullable Engine found;

    /// A directory of the real file system.
    ///
    /// @param engines all that are known; a new store is of the first
    public StoreDirectory(StandardStreams streams, List<Engine> engines) {
        this.streams = streams;
        this.engines = List.copyOf(engines);
    }

    /// A directory that has been judged, and the engine for it. Immutable.
    public record Found(Disk disk, Engine engine) {}

    @Override
    public ReadableStore read() {
        Found found = existing();
        ReadableStore store = advised(() -> found.engine().read(found.disk()));
        store.notes().forEach(streams::note);
        return store;
    }

    /// The directory as a person named it.
    public String name() {
        return dir == null ? streams.environment().getOrDefault(VARIABLE, DEFAULT) : dir;
    }

    /// Checks every byte of the store.
    Engine.Verdict verify() {
        Found found = existing();
        return advised(() -> found.engine().verify(found.disk()));
    }

    /// Reads what can be read, even where it cannot be told any more whose directory it is.
    Engine.Salvage salvage() {
        Found found = damaged();
        return advised(() -> found.engine().salvage(found.disk()));
    }

    /// The directory, which holds a store or what is left of one. What cannot be told any more is guessed, and
    /// what could not be read is noted.
    public Found damaged() {
        Disk disk = disk();
        if (!advised(() -> isDirectory(disk))) {
            throw noStore(disk);
        }
        Engine engine = requested()
                .or(() -> holderIfReadable(disk))
                .or(() -> engines.stream()
                        .filter(candidate -> candidate.recognizes(disk))
                        .findFirst())
                .orElseThrow(() -> noStore(disk));
        return new Found(disk, engine);
    }

    /// The directory, which must hold a store.
    public Found existing() {
        Disk disk = disk();
        Engine holder = holder(disk).orElseThrow(() -> noStore(disk));
        found = holder;
        return new Found(disk, holder);
    }

    /// The directory, which holds a store, or where one can be made.
    Found existingOrNew() {
        Disk disk = disk();
        Optional<Engine> holder = holder(disk);
        if (holder.isEmpty()) {
            refuseOtherFiles(disk);
        }
        found = holder.orElse(null);
        return new Found(disk, holder.or(this::requested).orElse(engines.getFirst()));
    }

    /// The engine whose store was found by the command that has this.
    Optional<Engine> found() {
        return Optional.ofNullable(found);
    }

    StandardStreams streams() {
        return streams;
    }

    List<Engine> engines() {
        return engines;
    }

    /// What `opening` gives; a failure of the operating system is told with what can be done about it.
    static <T> T advised(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (StoreException.Failed failure) {
            throw new StoreException.Failed(
                    failure.getMessage() + "; check the directory's rights and its disk, or name another with --dir",
                    failure);
        }
    }

    /// The directory that a person calls `name`, which need not exist.
    ///
    /// @param advice what can be done if it cannot be one: `name another`
    /// @throws StoreException.Refused if it cannot be one, or it or one above it is a file
    public static Disk directory(String name, String advice) {
        if (name.isBlank()) {
            throw new StoreException.Refused("\"" + name + "\" cannot be the name of a directory: " + advice);
        }
        try {
            Path path = Path.of(name);
            refuseFile(path, advice);
            return Disk.at(path);
        } catch (InvalidPathException cause) {
            throw new StoreException.Refused(
                    "\"" + name + "\" cannot be the name of a directory: " + cause.getReason());
        }
    }

    private Disk disk() {
        return directory(name(), "name another with --dir");
    }

    private static void refuseFile(Path path, String advice) {
        for (Path part = path; part != null; part = part.getParent()) {
            if (Files.exists(part)) {
                if (!Files.isDirectory(part)) {
                    throw new StoreException.Refused(part + " is a file, not a directory: " + advice);
                }
                return;
            }
        }
    }

    /// The engine that `--engine` names, if it is given.
    private Optional<Engine> requested() {
        return Optional.ofNullable(engine)
                .map(name -> named(name)
                        .orElseThrow(() -> new StoreException.Refused(
                                "the engine \"" + name + "\" is not known: use " + names())));
    }

    /// The engine whose store the directory holds, if it holds one.
    private Optional<Engine> holder(Disk disk) {
        Optional<Engine> requested = requested();
        Optional<Engine> holder = advised(() -> isDirectory(disk)) ? holderInside(disk) : Optional.empty();
        if (requested.isPresent() && holder.isPresent() && !holder.equals(requested)) {
            throw new StoreException.Refused(disk.describe("") + " belongs to the engine \""
                    + holder.get().name() + "\", not to \"" + requested.get().name() + "\": leave --engine out");
        }
        return holder;
    }

    private Optional<Engine> holderInside(Disk disk) {
        Optional<SideFile> sideFile = SideFile.read(disk);
        if (sideFile.isEmpty()) {
            return engines.stream().filter(candidate -> candidate.adopts(disk)).findFirst();
        }
        String name = sideFile.get().engine();
        return Optional.of(named(name)
                .orElseThrow(() -> new StoreException.Refused(disk.describe("") + " belongs to the engine \"" + name
                        + "\", which this program does not have: it has " + names())));
    }

    private Optional<Engine> holderIfReadable(Disk disk) {
        try {
            return holderInside(disk);
        } catch (StoreException.Corrupt failure) {
            streams.note(String.valueOf(failure.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Engine> named(String name) {
        return engines.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
    }

    private String names() {
        return String.join(", ", engines.stream().map(Engine::name).toList());
    }

    private static boolean isDirectory(Disk disk) {
        try {
            return disk.isDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("open", disk.describe(""), cause);
        }
    }

    private static void refuseOtherFiles(Disk disk) {
        if (!advised(() -> isDirectory(disk))) {
            return;
        }
        try {
            List<String> others = disk.list().stream()
                    .filter(name -> !name.startsWith(".") && !HARMLESS.contains(name))
                    .toList();
            if (!others.isEmpty()) {
                String more = others.size() == 1 ? "" : " and " + (others.size() - 1) + " more";
                throw new StoreException.Refused(disk.describe("") + " holds no store, but other files ("
                        + others.getFirst() + more + "): name an empty directory, or a new one, with --dir");
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", disk.describe(""), cause);
        }
    }

    private static StoreException.Refused noStore(Disk disk) {
        return new StoreException.Refused(
                disk.describe("") + " holds no store: put or load something first, or name another with --dir");
    }
}
