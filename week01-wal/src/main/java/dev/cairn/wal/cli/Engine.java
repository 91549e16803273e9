package dev.cairn.wal.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.List;
import java.util.Optional;

/// A kind of store that `cairn db` can handle. A week that brings one adds it to the list that [DbCommand] takes.
///
/// Before any of the methods that take a directory is called, it is known that a store of this engine is there,
/// or, for [#write], that one may be made. Failures are [StoreException]s. Immutable.
public interface Engine {
    /// What a person names it by, and what the side file `CAIRN` says of its directories.
    String name();

    /// One line of help, in lower case and without a full stop.
    String summary();

    /// What can be done to an open store besides reading and writing rows: sub-commands without arguments.
    List<Operation> operations();

    /// An object with picocli options that only this engine has; it fills them before [#write] is called.
    default Optional<Object> options() {
        return Optional.empty();
    }

    /// What an acknowledgement means if `--sync` does not say.
    default SyncPolicy usualSync() {
        return SyncPolicy.always();
    }

    /// What a person can do about a damaged store, besides restoring a backup.
    default String mending() {
        return "save what can be read with 'cairn db dump --salvage'";
    }

    /// Whether a directory without a side file holds a store that this engine can take over.
    default boolean adopts(Disk disk) {
        return false;
    }

    /// Whether there are files that only this engine writes: for a directory that has lost what tells whose it
    /// is.
    default boolean recognizes(Disk disk) {
        return adopts(disk);
    }

    /// Opens for reading; as little as possible is changed on disk.
    ReadableStore read(Disk disk);

    /// Opens for reading and writing, or makes a store.
    WritableStore write(Disk disk, SyncPolicy sync);

    /// Checks every byte of a store.
    Verdict verify(Disk disk);

    /// Reads what can be read of a store that may be damaged. Changes nothing.
    Salvage salvage(Disk disk);

    /// Something that can be done to an open store.
    ///
    /// @param name a word in lower case: the sub-command, and the command in the shell
    /// @param summary one line of help
    record Operation(String name, String summary) {}

    /// What [#verify] found. Immutable.
    ///
    /// @param report what was checked
    /// @param damage why the store cannot be opened, if it cannot
    record Verdict(Report report, Optional<StoreException.Corrupt> damage) {}

    /// What [#salvage] could read. Immutable.
    ///
    /// @param skipped what could not be read, a line each
    record Salvage(ReadView rows, List<String> skipped) {
        public Salvage {
            skipped = List.copyOf(skipped);
        }
    }
}
