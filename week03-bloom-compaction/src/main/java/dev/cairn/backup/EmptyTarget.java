package dev.cairn.backup;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.map.SideFile;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The directory in which a copy is made. It is empty or missing before, and whoever fills it has its lock
/// meanwhile.
///
/// If that fails, everything in it is removed again, in an order in which each crash on the way leaves
/// something that no store is opened on: first `CURRENT`, then all that it leads to, and last the side
/// file, which tells of a log and so makes an opening look for `CURRENT`.
///
/// Stateless.
public final class EmptyTarget {
    /// What no copy has made and none removes: the lock, which stays in every store, and what a file system
    /// puts into a new device.
    private static final Set<String> HARMLESS = Set.of(DirectoryLock.NAME, "lost+found");

    private EmptyTarget() {}

    /// Looks whether a copy can be made in `target`, before anybody takes the trouble that it costs: makes the
    /// directory if it is missing, and takes its lock for a moment.
    ///
    /// @throws StoreException.Refused if the directory is not empty
    /// @throws StoreException.Locked if somebody else fills it, or has a store there
    /// @throws StoreException.Failed if the operating system refuses something
    public static void requireReady(Disk target) {
        requireEmpty(target);
        DirectoryLock.orMake(target).close();
    }

    /// Runs `steps`, which make all that is in `target`; if they fail, nothing of it stays ([#undo]), and
    /// the failure is thrown on. A [StoreException.UnknownOutcome] is a [StoreException.Failed] here
    /// (action `write`, with the directory): no client has written anything.
    ///
    /// Before anything is touched, `target` must be empty ([#requireEmpty]); then its lock is taken
    /// ([DirectoryLock#orMake]), and it is looked at again, since somebody else may have been quicker.
    ///
    /// @throws StoreException.Refused if the directory is not empty
    /// @throws StoreException.Locked if somebody else fills it, or has a store there
    @Exercise("3.15")
    static void fill(Disk target, Runnable steps) {
        requireEmpty(target);
        try (DirectoryLock _ = DirectoryLock.orMake(target)) {
            requireEmpty(target);
            try {
                steps.run();
            } catch (StoreException.UnknownOutcome unknown) {
                undo(target, unknown);
                throw failed(target, unknown);
            } catch (RuntimeException | Error failure) {
                undo(target, failure);
                throw failure;
            }
        }
    }

    /// Refuses a directory in which there is something. One that is missing is empty.
    static void requireEmpty(Disk target) {
        names(target).stream().findFirst().ifPresent(name -> {
            throw new StoreException.Refused(target.describe("") + " is not empty (" + name
                    + " is there): name a directory that is empty or missing");
        });
    }

    /// Removes what was made, the files that make it a store first.
    ///
    /// `CURRENT` goes first, then everything else but the side file, then that; after each of the three the
    /// directory is synced, so that no power cut brings them back in another order. What the operating
    /// system refuses ends it there, and is told with `failure` ([Throwable#addSuppressed]): whatever comes
    /// later in this order stays as well, the side file as long as a table does.
    @Exercise("3.15")
    private static void undo(Disk target, Throwable failure) {
        try {
            remove(target, Versions.CURRENT::equals);
            remove(target, name -> !name.equals(SideFile.NAME));
            remove(target, _ -> true);
        } catch (IOException | StoreException left) {
            failure.addSuppressed(left);
        }
    }

    @Solution
    private static void remove(Disk target, Predicate<String> chosen) throws IOException {
        for (String name : names(target)) {
            if (chosen.test(name)) {
                target.delete(name);
            }
        }
        target.syncDirectory();
    }

    /// What somebody has put into the directory, if it is there.
    static List<String> names(Disk target) {
        try {
            return target.isDirectory()
                    ? target.list().stream()
                            .filter(name -> !HARMLESS.contains(name))
                            .toList()
                    : List.of();
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", target.describe(""), cause);
        }
    }

    private static StoreException.Failed failed(Disk target, StoreException.UnknownOutcome unknown) {
        String place = target.describe("");
        return unknown.getCause() instanceof IOException cause
                ? StoreException.Failed.of("write", place, cause)
                : new StoreException.Failed("cannot write " + place + ": " + unknown.getMessage(), unknown);
    }
}
