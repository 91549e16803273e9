package dev.cairn.lsm.version;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.SegmentNames;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The version that counts now, how it is replaced, and which tables are still needed.
///
/// ```
///   install(edit):  append to the manifest ─► sync ─► publish the new version ─► let go of the old one
///                                                       tables that no other version names, current or pinned:
///                                                       close and delete
/// ```
///
/// 1. What is published is durable. A crash never takes a reader's version back.
/// 2. A table leaves the disk only when no version names it that is current or pinned. So a cursor, which pins,
///    never loses a table; a get, which does not, may, and then asks a newer version.
/// 3. After a failed append or switch it is unknown which state is on disk: the one before, or the one after. So
///    nothing that either needs is removed, and the next edit goes into a new manifest.
/// 4. A manifest that `CURRENT` no longer names is removed once the switch is durable, not before.
///
/// Thread-safe. Edits are installed one at a time; pins and readers do not wait for the disk.
public final class Versions implements AutoCloseable {
    /// The file that names the manifest.
    public static final String CURRENT = CurrentFile.NAME;

    /// The length from which on a store replaces its manifest: 1 MiB.
    public static final long MANIFEST_BYTES_MAX = 1 << 20;

    private final Disk disk;
    private final FileNumbers numbers;
    private final long manifestBytesMax;
    private final Consumer<TableFile> whenUnused;
    private final ReentrantLock installing = new ReentrantLock();
    private final Uses uses = new Uses();
    private volatile ManifestState state;
    private Manifest manifest;
    private boolean isClosed;

    private Versions(
            Disk disk,
            FileNumbers numbers,
            ManifestState state,
            long manifestBytesMax,
            Consumer<TableFile> whenUnused,
            Manifest manifest) {
        this.disk = disk;
        this.numbers = numbers;
        this.state = state;
        this.manifestBytesMax = manifestBytesMax;
        this.whenUnused = whenUnused;
        this.manifest = manifest;
        uses.add(state.version());
    }

    /// A version in use. Closing it twice is the same as once; it may be closed by any thread.
    public static final class Pin implements AutoCloseable {
        private final Versions versions;
        private final ManifestState state;
        private final AtomicBoolean isHeld = new AtomicBoolean(true);

        private Pin(Versions versions, ManifestState state) {
            this.versions = versions;
            this.state = state;
        }

        /// The version, whose tables stay until this is closed.
        public Version version() {
            return state.version();
        }

        /// What the manifest told when that was the current version.
        public ManifestState state() {
            return state;
        }

        /// Lets the version go; the tables that nobody else needs are deleted.
        @Override
        public void close() {
            if (isHeld.getAndSet(false)) {
                versions.letGo(state.version());
            }
        }
    }

    /// Goes on from `state`, in a new manifest, which is durable and counts when this returns. Every older
    /// manifest is then an orphan.
    ///
    /// @param numbers gives numbers above all that `state` and the directory know of ([FileNumbers#above])
    /// @param manifestBytesMax the length from which on a manifest is replaced by one that begins with the state;
    ///     one that begins with a long state gets twice as long as that at least
    /// @param whenUnused closes and deletes a table that no version names any more; it must not throw
    public static Versions begin(
            Disk disk,
            FileNumbers numbers,
            ManifestState state,
            long manifestBytesMax,
            Consumer<TableFile> whenUnused) {
        Manifest manifest = Manifest.create(disk, numbers, state);
        return new Versions(disk, numbers, state, manifestBytesMax, whenUnused, manifest);
    }

    /// Whether a manifest numbered `first` or above may count in `disk`: one does, or nobody can tell. Else what
    /// was written under those numbers is needed by nobody.
    public static boolean mayCountFrom(Disk disk, long first) {
        return CurrentFile.mayName(disk, first);
    }

    /// The version that counts now.
    public Version current() {
        return state.version();
    }

    /// What is in the manifest now.
    public ManifestState state() {
        return state;
    }

    /// The version that counts now, kept until the pin is closed.
    public Pin pin() {
        return new Pin(this, uses.addCurrent(() -> state));
    }

    /// As [#install(VersionEdit, Consumer)], for an edit that deletes no table.
    public Version install(VersionEdit edit) {
        return install(edit, _ -> {});
    }

    /// Makes `edit` durable, and then what it leads to the current version.
    ///
    /// The steps, in their order: when closed, nothing is done any more ([#refuseIfClosed]); a manifest
    /// that is full or has failed is replaced ([#roll]); the edit is told the [FileNumbers#upcoming]
    /// number; the next state is made, so that an edit that does not fit is found before it is written;
    /// it is appended and synced; the state is published ([#publish]). One edit at a time, which is
    /// what [#installing] is for.
    ///
    /// @param shown takes the new version, so that readers get it before tables are deleted that only the old one
    ///     names
    /// @return the new version
    /// @throws Version.Conflict if the edit does not fit: a bug
    /// @throws StoreException.Closed if this is closed: somebody else may own the directory by now
    /// @throws StoreException if the disk refuses. Then the version is what it was, and the edit may be found
    ///     at the next start, or not: what it adds must stay, and what it makes superfluous as well. It may be
    ///     installed again, or another one
    @Exercise("2.10")
    public Version install(VersionEdit edit, Consumer<Version> shown) {
        installing.lock();
        try {
            refuseIfClosed();
            if (!manifest.takesMore() || manifest.isFull(manifestBytesMax)) {
                roll();
            }
            VersionEdit complete = edit.withNextFileNumber(numbers.upcoming());
            ManifestState next = state.with(complete);
            manifest.append(complete);
            publish(next, shown);
            return next.version();
        } finally {
            installing.unlock();
        }
    }

    /// The names of the files in which the state is kept: `CURRENT` and the manifest.
    public List<String> files() {
        return List.of(CurrentFile.NAME, Manifest.NAMES.nameOf(manifestNumber()));
    }

    /// Whether the file `name` is of the store, and nothing needs it: a log before the one from which the state
    /// goes on, a table or a manifest that does not count, or the beginning of a `CURRENT`.
    public boolean isOrphan(String name) {
        OptionalLong log = SegmentNames.LOG.numberIn(name);
        OptionalLong table = TableNames.numberIn(name);
        OptionalLong another = Manifest.NAMES.numberIn(name);
        return (log.isPresent() && log.getAsLong() < state.logNumber())
                || (table.isPresent() && !uses.names(table.getAsLong()))
                || (another.isPresent() && another.getAsLong() != manifestNumber())
                || CurrentFile.TEMPORARY_NAMES.numberIn(name).isPresent();
    }

    /// The number of the manifest that counts.
    long manifestNumber() {
        installing.lock();
        try {
            return manifest.number();
        } finally {
            installing.unlock();
        }
    }

    /// Number of bytes in the manifest.
    public long manifestBytes() {
        installing.lock();
        try {
            return manifest.bytes();
        } finally {
            installing.unlock();
        }
    }

    /// Number of tables on disk that are there only because somebody pins a version that names them.
    public int pinnedTables() {
        return uses.tables() - (int) current().tables().count();
    }

    /// Closes the manifest; there is nothing to be made durable. No edit is taken afterwards.
    @Override
    public void close() {
        installing.lock();
        try {
            isClosed = true;
            manifest.close();
        } finally {
            installing.unlock();
        }
    }

    private void refuseIfClosed() {
        if (isClosed) {
            throw new StoreException.Closed("the store");
        }
    }

    /// Puts `next` in the place of the state: first its version is counted as in use, then it becomes what
    /// readers get, here and by `shown`, and only then the one before is let go of.
    @Exercise("2.10")
    private void publish(ManifestState next, Consumer<Version> shown) {
        Version before = state.version();
        uses.add(next.version());
        state = next;
        shown.accept(next.version());
        letGo(before);
    }

    /// One use of `version` ends. Tables that nobody uses any more are handed over to be deleted, without a lock.
    private void letGo(Version version) {
        uses.remove(version).forEach(whenUnused);
    }

    /// Writes the state to a new manifest, which is the one that counts when this returns, and only then
    /// removes the one before it.
    ///
    /// From the beginning the one before takes no more ([Manifest#retire]): if this fails, `CURRENT` may name
    /// either, so an edit in one of them would be lost with the other. That the one before cannot be closed or
    /// removed is no failure: it is an orphan then.
    @Exercise("2.10")
    private void roll() {
        Manifest before = manifest;
        before.retire();
        manifest = Manifest.create(disk, numbers, state);
        discard(before);
    }

    @Solution
    private void discard(Manifest before) {
        try {
            before.close();
            disk.delete(Manifest.NAMES.nameOf(before.number()));
        } catch (IOException | StoreException _) {
            // The new manifest counts; what is left of the old one is an orphan, removed when next opened.
            Check.that(before != manifest, "manifest %s counts", before.number());
        }
    }

    /// Which versions are in use, how often, and how many of them name a table. Thread-safe.
    private static final class Uses {
        private final IdentityHashMap<Version, Integer> versions = new IdentityHashMap<>();
        private final Map<Long, Integer> tables = new HashMap<>();

        synchronized void add(Version version) {
            if (versions.merge(version, 1, Integer::sum) == 1) {
                version.tables().forEach(table -> tables.merge(table.number(), 1, Integer::sum));
            }
        }

        /// Adds a use of the version of the state that `current` gives, which is in use when it is asked for.
        synchronized ManifestState addCurrent(Supplier<ManifestState> current) {
            ManifestState state = current.get();
            add(state.version());
            return state;
        }

        /// Takes one use of `version` back.
        ///
        /// @return the tables that no version in use names any more
        synchronized List<TableFile> remove(Version version) {
            int left = versions.merge(version, -1, Integer::sum);
            if (left > 0) {
                return List.of();
            }
            versions.remove(version);
            List<TableFile> unused = new ArrayList<>();
            version.tables().forEach(table -> {
                if (tables.merge(table.number(), -1, Integer::sum) == 0) {
                    tables.remove(table.number());
                    unused.add(table);
                }
            });
            return unused;
        }

        synchronized boolean names(long table) {
            return tables.containsKey(table);
        }

        synchronized int tables() {
            return tables.size();
        }
    }
}
