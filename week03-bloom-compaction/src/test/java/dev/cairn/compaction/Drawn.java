package dev.cairn.compaction;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.Edits;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Versions and plans as text.
///
/// ```
///   0: 12[a..f] 9[c..k] | 1>c: 5[a..c@7] 6[c@5..e]*30
/// ```
///
/// are two tables in level 0 and two in level 1, whose pointer stands at `c`. The last entry of table 5 has
/// sequence number 7; where none is named, it is 1. Table 6 has 30 MiB; where none are named, it is 1.
final class Drawn {
    private static final Pattern LEVEL = Pattern.compile("\\s*(\\d)(?:>(\\S+))?:(.*)");
    private static final Pattern TABLE = Pattern.compile("\\s*(\\d+)\\[(\\S+?)\\.\\.(\\S+?)](?:\\*(\\d+))?\\s*");

    private Drawn() {}

    /// What `text` draws.
    static Version version(String text) {
        VersionEdit.Builder edit = VersionEdit.builder();
        for (String part : text.split("\\|", -1)) {
            Matcher level = LEVEL.matcher(part);
            if (!level.matches()) {
                throw new IllegalArgumentException("no level is drawn by '" + part + "'");
            }
            int number = Integer.parseInt(level.group(1));
            Optional.ofNullable(level.group(2)).ifPresent(pointer -> edit.pointer(number, key(pointer)));
            tables(level.group(3)).forEach(table -> edit.add(number, table));
        }
        return Version.EMPTY.withEdit(edit.build());
    }

    /// The tables that `text` draws.
    private static List<TableFile> tables(String text) {
        return Stream.of(text.trim().split("\\s+", -1)).map(Drawn::table).toList();
    }

    private static TableFile table(String text) {
        Matcher table = TABLE.matcher(text);
        if (!table.matches()) {
            throw new IllegalArgumentException("no table is drawn by '" + text + "'");
        }
        long mebibytes =
                Optional.ofNullable(table.group(4)).map(Long::parseLong).orElse(1L);
        return new TableFile(Long.parseLong(table.group(1)), mebibytes << 20, key(table.group(2)), key(table.group(3)));
    }

    /// `c` or `c@7`.
    static InternalKey key(String text) {
        String[] parts = text.split("@", -1);
        return Edits.key(parts[0], parts.length == 1 ? 1 : Long.parseLong(parts[1]));
    }

    /// The tables of `version` with these numbers, in any level.
    static List<TableFile> tables(Version version, long... numbers) {
        return LongStream.of(numbers)
                .mapToObj(number -> version.tables()
                        .filter(table -> table.number() == number)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /// `merge 0: 12 9, 1: 5 to 1, pointer 0 at k`; `nothing`.
    static String of(Optional<CompactionPlan> plan) {
        return plan.map(Drawn::of).orElse("nothing");
    }

    /// As [#of(Optional)].
    static String of(CompactionPlan plan) {
        return (plan.isTrivialMove() ? "move " : "merge ")
                + Stream.iterate(0, level -> level < Version.LEVELS, level -> level + 1)
                        .filter(level -> !plan.inputsOf(level).isEmpty())
                        .map(level -> level + ":" + numbers(plan.inputsOf(level)))
                        .collect(Collectors.joining(", "))
                + " to " + plan.outputLevel()
                + plan.pointer()
                        .map(pointer -> ", pointer " + pointer.level() + " at " + of(pointer.key()))
                        .orElse("");
    }

    private static String numbers(List<TableFile> tables) {
        return tables.stream().map(table -> " " + table.number()).collect(Collectors.joining());
    }

    private static String of(InternalKey key) {
        return key.userKey().toUtf8() + (key.sequence() == 1 ? "" : "@" + key.sequence());
    }
}
