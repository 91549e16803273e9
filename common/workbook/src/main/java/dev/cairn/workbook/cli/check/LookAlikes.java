package dev.cairn.workbook.cli.check;

import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.edition.EditionLayout;
import dev.cairn.workbook.zoo.BrokenEntryException;
import dev.cairn.workbook.zoo.Zoo;
import dev.cairn.workbook.zoo.ZooEntry;
import dev.cairn.workbook.zoo.ZooJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The wrong solutions that fail in the same test. Immutable.
public record LookAlikes(List<ZooEntry> entries) {
    private static final int SHOWN_MAX = 3;

    public LookAlikes {
        entries = List.copyOf(entries);
    }

    /// Those of a tree. A zoo that cannot be read is no reason for a check to fail.
    public static LookAlikes of(Workspace workspace) {
        try {
            return new LookAlikes(zoo(workspace));
        } catch (BrokenEntryException _) {
            return new LookAlikes(List.of());
        }
    }

    /// The entries of a tree: compiled ones in an edition, sources in the reference.
    public static List<ZooEntry> zoo(Workspace workspace) {
        Path jar = EditionLayout.zoo(workspace.root());
        if (workspace.isEdition()) {
            return Files.exists(jar) ? new ZooJar(jar).entries(Zoo.promises(workspace.root())) : List.of();
        }
        return Zoo.of(workspace.layout()).entries();
    }

    /// What to say when `test` fails: which wrong solutions it notices too. Whether what was written is
    /// one of them is not known: of a wrong solution one failing test is recorded, and not all of them.
    List<String> lines(String test) {
        return entries.stream()
                .filter(entry -> entry.killer().filter(test::equals).isPresent())
                .limit(SHOWN_MAX)
                .map(entry -> "among the mistakes that this test notices: " + entry.id() + ", " + entry.title())
                .toList();
    }
}
