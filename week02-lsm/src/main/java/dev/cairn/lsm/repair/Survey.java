package dev.cairn.lsm.repair;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.map.FileCheck;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// All that can be read in a directory, whatever else is damaged or missing. Reading changes nothing on disk.
///
/// What the logs hold is in memory, tables are read where they lie. Confined to one thread.
///
/// @param sideFile empty if there is none, or it cannot be read
/// @param manifest the manifest that counts, or seems to, if it can be read; empty if not
/// @param tables in the order of their numbers
/// @param logs in the order of their numbers
/// @param files what was found, file by file; also files that are missing, with no bytes
record Survey(
        Disk disk,
        Optional<SideFile> sideFile,
        Optional<ManifestRecovery> manifest,
        List<SalvagedTable> tables,
        List<SalvagedLog> logs,
        List<FileCheck> files)
        implements AutoCloseable {

    Survey {
        tables = List.copyOf(tables);
        logs = List.copyOf(logs);
        files = List.copyOf(files);
    }

    /// Reads every file, the tables as `options` say.
    ///
    /// @throws StoreException.Refused if the directory belongs to another engine, or keys have another order
    ///     there
    /// @throws StoreException.Failed if the operating system refuses something
    static Survey of(Disk disk, TableOptions options, Repair.Progress progress) {
        Reading reading = new Reading(disk, options, progress);
        try {
            reading.sideFile();
            reading.manifests();
            reading.tables();
            reading.logs();
            reading.missing();
            return new Survey(disk, reading.sideFile, reading.manifest, reading.tables, reading.logs, reading.files);
        } catch (RuntimeException failure) {
            reading.tables.forEach(SalvagedTable::close);
            throw failure;
        }
    }

    /// Whether there is anything of a store at all.
    boolean isStore() {
        return !tables.isEmpty() || !logs.isEmpty() || files.stream().anyMatch(file -> file.bytes() > 0);
    }

    /// A table that is sound, and that nobody here can unpack, would be taken for lost.
    ///
    /// @throws StoreException.Refused if there is one
    void refuseUnknownBlocks() {
        for (SalvagedTable table : tables) {
            table.refusal().ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    /// Whether there is a side file that cannot be read.
    boolean isSideFileLost() {
        return sideFile.isEmpty() && files.stream().anyMatch(file -> file.file().equals(SideFile.NAME));
    }

    @Override
    public void close() {
        tables.forEach(SalvagedTable::close);
    }

    /// One pass over a directory.
    private static final class Reading {
        private final Disk disk;
        private final TableOptions options;
        private final Repair.Progress progress;
        private final List<FileCheck> files = new ArrayList<>();
        private final List<SalvagedTable> tables = new ArrayList<>();
        private final List<SalvagedLog> logs = new ArrayList<>();
        private Optional<SideFile> sideFile = Optional.empty();
        private Optional<ManifestRecovery> manifest = Optional.empty();

        Reading(Disk disk, TableOptions options, Repair.Progress progress) {
            this.disk = disk;
            this.options = options;
            this.progress = progress;
        }

        void sideFile() {
            try {
                sideFile = SideFile.read(disk);
                sideFile.ifPresent(_ -> add(sound(SideFile.NAME, 1)));
            } catch (StoreException.Corrupt damage) {
                add(damaged(SideFile.NAME, damage));
            }
            String engine = sideFile.map(SideFile::engine).orElse(LsmView.ENGINE);
            if (!engine.equals(LsmView.ENGINE)) {
                throw new StoreException.Refused(disk.describe("") + " belongs to the engine \"" + engine
                        + "\", which has no repair: save what can be read with 'cairn db dump --salvage'");
            }
        }

        /// Reads all manifests, since each could say that keys have another order. The one that counts is that
        /// which `CURRENT` names; if that cannot be read, the newest.
        void manifests() {
            List<Long> numbers = ManifestRecovery.numbersIn(disk);
            OptionalLong current = current(numbers);
            for (long number : numbers) {
                Optional<ManifestRecovery> read = manifest(number);
                if (number == current.orElse(numbers.getLast())) {
                    manifest = read;
                }
            }
        }

        void tables() {
            try {
                for (String name : disk.list().stream().sorted().toList()) {
                    OptionalLong number = TableNames.numberIn(name);
                    if (number.isPresent()) {
                        SalvagedTable table = SalvagedTable.read(disk, name, number.getAsLong())
                                .readAs(options);
                        // First of all: whatever fails from here on, it is closed with the others.
                        tables.add(table);
                        table.checkFilter(disk, options);
                        add(table.check());
                    }
                }
            } catch (IOException cause) {
                throw StoreException.Failed.of("list", disk.describe(""), cause);
            }
            tables.sort((left, right) -> Long.compare(left.number(), right.number()));
        }

        void logs() {
            for (long number : Recovery.numbers(disk, SegmentNames.LOG, 1)) {
                SalvagedLog log = SalvagedLog.read(disk, number);
                logs.add(log);
                add(log.check());
            }
        }

        /// Notes the tables and the log that the manifest names and nobody has found.
        void missing() {
            if (manifest.isEmpty()) {
                return;
            }
            for (TableFile table : manifest.get().state().version().tables().toList()) {
                if (tables.stream().noneMatch(found -> found.number() == table.number())) {
                    add(missing(TableNames.nameOf(table.number()), table.bytes(), "a table that the manifest names"));
                }
            }
            long log = manifest.get().state().logNumber();
            if (log > 0 && logs.stream().noneMatch(found -> found.number() == log)) {
                add(missing(SegmentNames.LOG.nameOf(log), 0, "the log from which the manifest goes on"));
            }
        }

        private OptionalLong current(List<Long> numbers) {
            try {
                OptionalLong number = ManifestRecovery.currentNumber(disk);
                if (number.isEmpty()) {
                    add(missing(Versions.CURRENT, 0, "the name of the manifest"));
                } else if (!numbers.contains(number.getAsLong())) {
                    add(damaged(
                            Versions.CURRENT,
                            new StoreException.Corrupt(
                                    disk.describe(Versions.CURRENT),
                                    0,
                                    "the name of a manifest that is there",
                                    "manifest " + number.getAsLong())));
                } else {
                    add(sound(Versions.CURRENT, 1));
                    return number;
                }
            } catch (StoreException.Corrupt damage) {
                add(damaged(Versions.CURRENT, damage));
            }
            return OptionalLong.empty();
        }

        private Optional<ManifestRecovery> manifest(long number) {
            String name = ManifestRecovery.nameOf(number);
            try {
                ManifestRecovery read = ManifestRecovery.read(disk, number);
                List<FileCheck.Skipped> torn = read
                        .dropped()
                        .map(end -> new FileCheck.Skipped(
                                end.offset(),
                                end.bytes(),
                                end.damage().expected(),
                                end.damage().actual()))
                        .stream()
                        .toList();
                add(new FileCheck(name, bytes(name), read.edits(), torn));
                return Optional.of(read);
            } catch (StoreException.Corrupt damage) {
                add(damaged(name, damage));
                return Optional.empty();
            }
        }

        private void add(FileCheck check) {
            files.add(check);
            progress.done(check.file(), check.bytes());
        }

        private FileCheck sound(String name, long records) {
            return new FileCheck(name, bytes(name), records, List.of());
        }

        private FileCheck damaged(String name, StoreException.Corrupt damage) {
            long bytes = bytes(name);
            long offset = Math.min(damage.offset(), bytes);
            return new FileCheck(
                    name,
                    bytes,
                    0,
                    List.of(new FileCheck.Skipped(offset, bytes - offset, damage.expected(), damage.actual())));
        }

        private static FileCheck missing(String name, long bytes, String expected) {
            return new FileCheck(name, 0, 0, List.of(new FileCheck.Skipped(0, bytes, expected, "no such file")));
        }

        private long bytes(String name) {
            try (ReadFile file = disk.open(name)) {
                return file.size();
            } catch (IOException cause) {
                throw StoreException.Failed.of("read", disk.describe(name), cause);
            }
        }
    }
}
