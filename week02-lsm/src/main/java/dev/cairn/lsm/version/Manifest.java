package dev.cairn.lsm.version;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.SegmentNames;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.util.OptionalLong;

/// The manifest that is being written: a log of one file, whose records are edits. The first one tells the whole
/// state, each later one a change of it.
///
/// Each edit is durable before the next is appended. After a failed append it takes no more: whether that edit
/// will be found is unknown, so nothing may be written behind it, and a new manifest must take its place.
///
/// Confined: one call at a time. The format: `docs/formats/manifest.md`.
final class Manifest implements AutoCloseable {
    static final SegmentNames NAMES = new SegmentNames("MANIFEST-", "");

    private static final LogOptions ONE_FILE = new LogOptions(Long.MAX_VALUE, 0);

    private final Log log;
    private final long number;
    private long stateBytes;
    private boolean takesMore = true;

    private Manifest(Log log, long number) {
        this.log = log;
        this.number = number;
    }

    /// A new manifest that begins with `state`, and is the one that counts when this returns ([#written]).
    ///
    /// If that fails, its file is removed, unless `CURRENT` may name it already: attempts do not fill the disk.
    ///
    /// @throws StoreException if the disk refuses
    static Manifest create(Disk disk, FileNumbers numbers, ManifestState state) {
        long first = numbers.upcoming();
        try {
            return written(disk, numbers, state);
        } catch (RuntimeException | Error failure) {
            if (!CurrentFile.mayName(disk, first)) {
                removeFrom(disk, first);
            }
            throw failure;
        }
    }

    /// A new manifest that begins with `state`, and is the one that counts when this returns.
    ///
    /// | step | what is durable after it | a crash just after it leaves |
    /// |---|---|---|
    /// | create the file, under the next of `numbers` | its name | the old manifest, and an empty orphan |
    /// | append the state as one edit, with all numbers given out so far, and sync | the file | the old manifest |
    /// | switch `CURRENT` | everything | the new manifest |
    ///
    /// If a step fails, the new file is closed and stays: `CURRENT` may name it already, which [#create] looks
    /// into.
    ///
    /// [#stateBytes] is what the state took.
    ///
    /// @throws StoreException if the disk refuses
    @Exercise("2.9")
    private static Manifest written(Disk disk, FileNumbers numbers, ManifestState state) {
        Log log = Log.create(disk, NAMES, numbers, ONE_FILE);
        try {
            Manifest manifest = new Manifest(log, log.segments().getLast().number());
            manifest.append(state.asEdit().withNextFileNumber(numbers.upcoming()));
            manifest.stateBytes = manifest.bytes();
            CurrentFile.point(disk, manifest.number);
            return manifest;
        } catch (RuntimeException | Error failure) {
            log.closeUnsynced();
            throw failure;
        }
    }

    /// Removes what an attempt has left whose numbers begin with `first`, as well as that can be done.
    private static void removeFrom(Disk disk, long first) {
        try {
            for (String name : disk.list()) {
                OptionalLong number = NAMES.numberIn(name);
                OptionalLong temporary = CurrentFile.TEMPORARY_NAMES.numberIn(name);
                if (number.orElse(0) >= first || temporary.orElse(0) >= first) {
                    disk.delete(name);
                }
            }
        } catch (IOException _) {
            // What is left is an orphan.
        }
    }

    /// Appends one edit and makes it durable.
    ///
    /// Whatever fails, it takes no more from then on ([#takesMore]).
    ///
    /// @throws StoreException.UnknownOutcome if that failed: the edit may be found at the next start, or not
    @Exercise("2.9")
    void append(VersionEdit edit) {
        takesMore = false;
        log.append(VersionEditFormat.encode(edit));
        log.sync();
        takesMore = true;
    }

    long number() {
        return number;
    }

    long bytes() {
        return log.bytes();
    }

    /// Whether a new manifest should take this one's place: it has `bytesMax`, and what came behind the state
    /// with which it began is as long as that state. So a state longer than `bytesMax` is not written again for
    /// each edit.
    boolean isFull(long bytesMax) {
        return bytes() >= Math.max(bytesMax, 2 * stateBytes);
    }

    /// Whether no append has failed, and nobody has retired it.
    boolean takesMore() {
        return takesMore;
    }

    /// Takes no more from now on.
    void retire() {
        takesMore = false;
    }

    /// Closes the file; there is nothing in it that is not durable or of unknown outcome.
    @Override
    public void close() {
        log.closeUnsynced();
    }
}
