package dev.cairn.lsm.version;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.wal.Damage;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What `CURRENT` and the manifest that it names held when they were read after a start. Reading changes
/// nothing on disk.
///
/// Each edit was synced before the next was written, so only the last one can be torn; it was never installed,
/// and nothing was removed because of it. But a manifest that is damaged or cut in a way that looks like that
/// would hide an edit that *was* installed, and what the older state needs may be gone since. So before
/// anything is made of the state, and before a single file is removed, its files must be found whole:
/// [#requireFiles].
///
/// Immutable.
///
/// @param manifestNumber number of the manifest
/// @param state what its edits add up to
/// @param edits number of edits
/// @param bytes length of their records
/// @param dropped the torn edit at its end, if there was one
public record ManifestRecovery(
        long manifestNumber, ManifestState state, long edits, long bytes, Optional<Recovery.Dropped> dropped) {
    /// What LevelDB in Java counts for an empty block: the number of its restart points.
    private static final int UNWRITTEN_BYTES = 4;

    /// What is in the manifest that counts, or empty if there is no `CURRENT`: then nothing was ever stored here.
    ///
    /// @throws StoreException.Corrupt if `CURRENT` or an edit cannot be understood, if the manifest that it
    ///     names is missing or holds no edit, if it lacks one of the numbers that it must tell, or if there are
    ///     tables without `CURRENT`
    /// @throws StoreException.Refused if the keys are in another order than ours
    /// @throws StoreException.Failed if a file cannot be read
    public static Optional<ManifestRecovery> read(Disk disk) {
        OptionalLong number = CurrentFile.read(disk);
        if (number.isEmpty()) {
            requireNoTables(disk);
            return Optional.empty();
        }
        return Optional.of(read(disk, number.getAsLong()));
    }

    /// What is in manifest `number`, whether `CURRENT` names it or not.
    ///
    /// @throws StoreException as [#read(Disk)] says
    public static ManifestRecovery read(Disk disk, long number) {
        return new Replay(disk, number).run();
    }

    /// The numbers of all manifests in `disk`, in ascending order.
    public static List<Long> numbersIn(Disk disk) {
        return Recovery.numbers(disk, Manifest.NAMES, 1);
    }

    /// The number of the manifest that `CURRENT` names, or empty if there is no `CURRENT`.
    ///
    /// @throws StoreException.Corrupt if it names none
    public static OptionalLong currentNumber(Disk disk) {
        return CurrentFile.read(disk);
    }

    /// The name of manifest `number`.
    public static String nameOf(long number) {
        return Manifest.NAMES.nameOf(number);
    }

    /// The file that was read.
    public String manifest() {
        return nameOf(manifestNumber);
    }

    /// Makes sure that what the state needs is there: every table, with the length that the manifest tells, and
    /// the log from which it goes on.
    ///
    /// LevelDB in Java tells of tables that it has merged 4 bytes more than they have, because it counts a block
    /// that it never writes. Such a length is put right, if what the file has is a whole table.
    ///
    /// @return this recovery, with the lengths that the files have
    /// @throws StoreException.Corrupt naming the file that is missing or has another length
    /// @throws StoreException.Failed if the disk refuses
    @Exercise("2.16")
    public ManifestRecovery requireFiles(Disk disk) {
        VersionEdit.Builder lengths = VersionEdit.builder();
        for (int level = 0; level < Version.LEVELS; level++) {
            for (TableFile table : state.version().level(level)) {
                long bytes = requireTable(disk, table);
                if (bytes != table.bytes()) {
                    lengths.delete(level, table.number()).add(level, table.withBytes(bytes));
                }
            }
        }
        requireLog(disk);
        return new ManifestRecovery(manifestNumber, state.with(lengths.build()), edits, bytes, dropped);
    }

    /// Makes sure that the log is there from which the state goes on, if it names one (not 0).
    ///
    /// @throws StoreException.Corrupt if it is not ([#missing]), expected
    ///     `the log from which MANIFEST-000007 goes on`
    /// @throws StoreException.Failed if the disk refuses: action `look for`, with the log
    @Exercise("2.16")
    private void requireLog(Disk disk) {
        String log = SegmentNames.LOG.nameOf(Math.max(1, state.logNumber()));
        try {
            if (state.logNumber() > 0 && !disk.exists(log)) {
                throw missing(disk, log, "the log from which " + manifest() + " goes on");
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for", disk.describe(log), cause);
        }
    }

    /// The length that the file of `table` has. The file may have either of two names: [TableNames#nameIn].
    ///
    /// @throws StoreException.Corrupt if it is not there ([#missing]), expected
    ///     `a table that MANIFEST-000007 names`; or if it has another length than was told, and was not
    ///     told too long ([#isToldTooLong]): at the offset where the shorter of the two ends, expected
    ///     `1234 bytes, as the manifest tells`, found `1200 bytes`
    /// @throws StoreException.Failed if the disk refuses: action `read`, with the table
    @Exercise("2.16")
    private long requireTable(Disk disk, TableFile table) {
        try {
            String name = TableNames.nameIn(disk, table.number());
            if (!disk.exists(name)) {
                throw missing(disk, name, "a table that " + manifest() + " names");
            }
            long actual = lengthOf(disk, name);
            if (actual != table.bytes() && !isToldTooLong(disk, name, table.bytes())) {
                throw new StoreException.Corrupt(
                        disk.describe(name),
                        Math.min(actual, table.bytes()),
                        table.bytes() + " bytes, as the manifest tells",
                        actual + " bytes");
            }
            return actual;
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(TableNames.nameOf(table.number())), cause);
        }
    }

    private static long lengthOf(Disk disk, String name) throws IOException {
        try (ReadFile file = disk.open(name)) {
            return file.size();
        }
    }

    /// Whether `told` is too long by what LevelDB in Java counts too much, and nothing is cut off: the footer, and
    /// the index that it points to, are at the end of what there is.
    private static boolean isToldTooLong(Disk disk, String name, long told) throws IOException {
        long actual = lengthOf(disk, name);
        if (actual != told - UNWRITTEN_BYTES) {
            return false;
        }
        try (TableReader _ = TableReader.open(disk, name, actual, TableOptions.DEFAULT)) {
            return true;
        } catch (StoreException.Corrupt _) {
            return false;
        }
    }

    private static void requireNoTables(Disk disk) {
        try {
            List<String> names = disk.list();
            if (names.stream().anyMatch(name -> TableNames.numberIn(name).isPresent())) {
                throw missing(disk, CurrentFile.NAME, "the name of the manifest, since there are tables");
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", disk.describe(""), cause);
        }
    }

    private static StoreException.Corrupt missing(Disk disk, String name, String expected) {
        return new StoreException.Corrupt(disk.describe(name), 0, expected, "no such file");
    }

    /// Reads one manifest from front to back.
    private static final class Replay {
        private final Disk disk;
        private final long number;
        private final String file;
        private ManifestState state = ManifestState.EMPTY;
        private boolean hasNumbers;
        private long edits;

        Replay(Disk disk, long number) {
            this.disk = disk;
            this.number = number;
            this.file = disk.describe(Manifest.NAMES.nameOf(number));
        }

        /// Applies the edits one after the other ([#take]), and then judges what ends them ([#finish]).
        ManifestRecovery run() {
            try (ReadFile source = disk.open(Manifest.NAMES.nameOf(number))) {
                long size = source.size();
                RecordReader records = new RecordReader(source, 0, size, TailPolicy.ONE_RECORD_PER_SYNC);
                ReadResult last = records.next();
                while (last instanceof ReadResult.Whole(Bytes payload, long offset)) {
                    take(payload, offset);
                    last = records.next();
                }
                return finish(last, size);
            } catch (NoSuchFileException _) {
                throw missing(disk, Manifest.NAMES.nameOf(number), "the manifest that CURRENT names");
            } catch (IOException cause) {
                throw StoreException.Failed.of("read", file, cause);
            }
        }

        /// Applies one edit.
        private void take(Bytes record, long offset) {
            try {
                VersionEdit edit = VersionEditFormat.decode(record);
                edit.comparator().ifPresent(this::requireOurs);
                state = state.with(edit);
                hasNumbers |= edit.logNumber().isPresent()
                        && edit.nextFileNumber().isPresent()
                        && edit.lastSequence().isPresent();
                edits++;
            } catch (CorruptBytesException cause) {
                refuseNewer(cause, offset);
                String expected = cause.expected() + " at byte " + cause.offset() + " of the edit that begins there";
                throw new StoreException.Corrupt(file, offset, expected, cause.actual());
            } catch (Version.Conflict cause) {
                throw new StoreException.Corrupt(file, offset, cause.expected(), cause.actual());
            }
        }

        /// A tag that nobody knows, in a record whose checksum is right, is no damage.
        private void refuseNewer(CorruptBytesException cause, long offset) {
            if (cause.expected().equals(VersionEditFormat.KNOWN_TAGS)) {
                throw new StoreException.Refused(file + " has " + cause.actual() + " at byte " + cause.offset()
                        + " of the edit at byte " + offset + ", but only tags 1 to 7 and 9 are known here: open it"
                        + " with the program that wrote it");
            }
        }

        private void requireOurs(String comparator) {
            if (!comparator.equals(ManifestState.COMPARATOR)) {
                throw new StoreException.Refused(file + " orders keys by " + comparator
                        + ", but only " + ManifestState.COMPARATOR + " is known here: open it with the program that"
                        + " made it");
            }
        }

        /// What was read, if a crash alone explains how it ends. A torn last edit is dropped and told; but the
        /// first edit was durable before `CURRENT` named this manifest, so one without it is corrupt.
        private ManifestRecovery finish(ReadResult last, long size) {
            return switch (last) {
                case ReadResult.End(long offset) -> recovered(offset, offset, Optional.empty());
                case ReadResult.TornTail(long offset, long damageOffset, Damage damage) ->
                    recovered(
                            offset,
                            damageOffset,
                            Optional.of(new Recovery.Dropped(file, offset, size - offset, damage)));
                case ReadResult.Corrupt(long _, long damageOffset, Damage damage) ->
                    throw Recovery.corrupt(file, damageOffset, damage);
                case ReadResult.Whole _ -> throw new IllegalStateException("an edit is not the end of a manifest");
            };
        }

        private ManifestRecovery recovered(long end, long damageOffset, Optional<Recovery.Dropped> dropped) {
            if (!hasNumbers) {
                dropped.map(Recovery.Dropped::damage).ifPresent(damage -> {
                    throw Recovery.corrupt(file, damageOffset, damage);
                });
                throw new StoreException.Corrupt(
                        file,
                        damageOffset,
                        "log number, next file number and last sequence",
                        edits == 0 ? "the end of the file" : "edits without them");
            }
            return new ManifestRecovery(number, state, edits, end, dropped);
        }
    }
}
