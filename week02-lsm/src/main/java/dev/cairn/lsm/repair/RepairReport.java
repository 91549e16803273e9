package dev.cairn.lsm.repair;

import dev.cairn.lsm.version.TableFile;
import dev.cairn.wal.map.FileCheck;
import java.util.List;

/// What a repair found, and what it did or would do.
///
/// Immutable.
///
/// @param isSound whether the store opens and all its tables are whole: then nothing is done
/// @param isDone whether the repair was carried out
/// @param files what was read, file by file, and what of it is lost; a missing file has no bytes. Empty if the store
///     is sound
/// @param kept tables that stay as they are
/// @param written tables that were written; empty if nothing was done yet
/// @param setAside names of files that were moved to `lost`, or are to be
/// @param lastSequence of all entries that were found
public record RepairReport(
        boolean isSound,
        boolean isDone,
        List<FileCheck> files,
        List<TableFile> kept,
        List<TableFile> written,
        List<String> setAside,
        long lastSequence) {
    public RepairReport {
        files = List.copyOf(files);
        kept = List.copyOf(kept);
        written = List.copyOf(written);
        setAside = List.copyOf(setAside);
    }

    /// Whether anything could not be read.
    public boolean hasLosses() {
        return files.stream().anyMatch(file -> !file.skipped().isEmpty());
    }

    static RepairReport sound(List<TableFile> tables, long lastSequence) {
        return new RepairReport(true, false, List.of(), tables, List.of(), List.of(), lastSequence);
    }
}
