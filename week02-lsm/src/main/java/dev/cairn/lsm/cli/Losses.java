package dev.cairn.lsm.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.repair.SalvageView;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.map.FileCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What cannot be read of a store, in words and as rows of a report. Stateless.
final class Losses {
    private Losses() {}

    /// One line for a person.
    static String line(String file, FileCheck.Skipped part) {
        return String.format(
                Locale.ROOT,
                "lost %,d bytes of %s from byte %d on: expected %s, found %s",
                part.bytes(),
                file,
                part.offset(),
                part.expected(),
                part.found());
    }

    /// One row for each loss.
    static List<Report> rows(List<FileCheck> files) {
        return files.stream()
                .flatMap(file -> file.skipped().stream().map(part -> row(file.file(), part)))
                .toList();
    }

    /// All damages of a store that cannot be opened: that which was met first, and what a look at every file finds.
    static List<StoreException.Corrupt> damages(Disk disk, TableOptions options, StoreException.Corrupt first) {
        List<StoreException.Corrupt> damages = new ArrayList<>(List.of(first));
        try (SalvageView view = SalvageView.read(disk, options)) {
            for (FileCheck file : view.files()) {
                file.skipped().stream()
                        .map(part -> damage(disk.describe(file.file()), part))
                        .filter(damage -> !isSamePlace(damage, first))
                        .forEach(damages::add);
            }
        }
        return damages;
    }

    /// One row for each damage, with the names that the files have in `disk`.
    static List<Report> rows(Disk disk, List<StoreException.Corrupt> damages) {
        int directory = disk.describe("x").length() - 1;
        return damages.stream()
                .map(damage -> new Report()
                        .with("file", damage.file().substring(directory))
                        .with("offset", damage.offset())
                        .with("expected", damage.expected())
                        .with("found", damage.actual()))
                .toList();
    }

    private static StoreException.Corrupt damage(String file, FileCheck.Skipped part) {
        return new StoreException.Corrupt(file, part.offset(), part.expected(), part.found());
    }

    private static boolean isSamePlace(StoreException.Corrupt left, StoreException.Corrupt right) {
        return left.file().equals(right.file()) && left.offset() == right.offset();
    }

    private static Report row(String file, FileCheck.Skipped part) {
        return new Report()
                .with("file", file)
                .with("offset", part.offset())
                .with("bytes", part.bytes())
                .with("expected", part.expected())
                .with("found", part.found());
    }
}
