package dev.cairn.workbook.zoo;

import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.ModuleLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes down which test notices which wrong solution: in the header of each entry, and on the page of all.
public record KillerRecord(ModuleLayout layout) {
    private static final String PAGE = "docs/zoo.md";
    private static final String FIELD = "/// killer:";

    /// Writes what became of some entries; what the page says of others stays.
    public void write(Map<ZooEntry, Fate> fates) {
        Path page = layout.root().resolve(PAGE);
        try {
            KillMatrix matrix = KillMatrix.parse(Files.exists(page) ? Files.readString(page) : "");
            for (Map.Entry<Path, ZooEntry> known : Zoo.of(layout).files().entrySet()) {
                Optional<Fate> fate = fates.entrySet().stream()
                        .filter(entry ->
                                entry.getKey().id().equals(known.getValue().id()))
                        .map(Map.Entry::getValue)
                        .findFirst();
                if (fate.orElse(null) instanceof Fate.Killed killed) {
                    matrix = matrix.with(known.getValue().id(), killed.millis());
                    Files.writeString(
                            known.getKey(), withKiller(known.getValue().text(), killed.killer()));
                }
            }
            Files.writeString(page, matrix.page(Zoo.of(layout).entries()));
        } catch (IOException cause) {
            throw CourseException.environment("cannot record who notices what", cause);
        }
    }

    /// The text with this killer, behind the last field of the header if there was none.
    static String withKiller(String text, String killer) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        String field = FIELD + " " + killer;
        int last = 0;
        for (int at = 0;
                at < lines.size() && EntryReader.FIELD.matcher(lines.get(at)).matches();
                at++) {
            last = at;
        }
        int old = lines.stream().map(line -> line.startsWith(FIELD)).toList().indexOf(true);
        if (old >= 0 && old <= last) {
            lines.set(old, field);
        } else {
            lines.add(last + 1, field);
        }
        return String.join("\n", lines) + "\n";
    }
}
