package dev.cairn.workbook.zoo;

import dev.cairn.workbook.zoo.ZooEntry.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the header of an entry, which is the comment that it begins with.
///
/// ```
/// /// id: Z1-04
/// /// title: the checksum does not cover the length
/// /// invariant: LOUD
/// /// exercise: 1.2
/// /// seen: cqlite 1391
/// /// target: dev.cairn.wal.RecordWriter#append
/// /// killer: dev.cairn.wal.RecordReaderTest#a_turned_bit_is_damage
/// ///
/// /// Why somebody writes this, and what it costs.
/// ```
///
/// `target` may stand several times; `seen` and `killer` may be missing. Confined to one thread.
final class EntryReader {
    static final Pattern FIELD = Pattern.compile("/// ([a-z]+):(?: (.*))?");
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[/, ]+");
    private static final Set<String> KNOWN =
            Set.of("id", "title", "invariant", "exercise", "seen", "target", "killer", "module");
    private static final Map<String, String> SHAPES = Map.of(
            "id", "Z[1-7C]-\\d{2,3}",
            "title", "\\S.*",
            "exercise", "(0|[1-9]\\d?)\\.[1-9]\\d*|none",
            "target", "(?:[a-z]\\w*\\.)+(?:[A-Z]\\w*\\.)*[A-Z]\\w*#\\w+",
            "killer", "(?:[a-z]\\w*\\.)+[A-Z][\\w$]*#\\w+");
    private static final Map<String, String> EXAMPLES = Map.of(
            "id", "as in Z1-04",
            "title", "a sentence that says what is wrong",
            "exercise", "an exercise's id as in 1.4, or none",
            "target", "as in dev.cairn.wal.RecordWriter#append",
            "killer", "as in dev.cairn.wal.RecordReaderTest#a_turned_bit_is_damage");

    private final String file;
    private final Set<String> promises;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private EntryReader(String file, Set<String> promises) {
        this.file = file;
        this.promises = promises;
    }

    /// The entry in a text.
    ///
    /// @param file what its file is called in messages
    /// @param module the folder of its module
    /// @param promises the short names of all promises
    /// @throws BrokenEntryException if its header is not as it should be
    static ZooEntry read(String file, String module, String text, Set<String> promises) {
        EntryReader reader = new EntryReader(file, promises);
        reader.readHeader(text.lines().toList());
        reader.requireFields();
        if (!reader.problems.isEmpty()) {
            throw new BrokenEntryException(reader.problems);
        }
        return new ZooEntry(
                reader.first("id"),
                reader.first("title"),
                names(reader.first("invariant")),
                reader.first("exercise"),
                reader.first("seen"),
                reader.values("target").stream().map(EntryReader::target).toList(),
                reader.values("killer").stream().findFirst(),
                reader.values("module").stream().findFirst().orElse(module),
                text);
    }

    private void readHeader(List<String> lines) {
        int number = 0;
        for (String line : lines) {
            number++;
            Matcher field = FIELD.matcher(line.stripTrailing());
            if (!field.matches()) {
                break;
            }
            String value = Optional.ofNullable(field.group(2)).orElse("").strip();
            take(number, field.group(1), value);
        }
    }

    private void take(int number, String name, String value) {
        String at = file + ":" + number + ": ";
        if (!KNOWN.contains(name)) {
            problems.add(at + "there is no field " + name
                    + " in a header; there are id, title, invariant, exercise, seen, target, killer");
        } else if (SHAPES.containsKey(name) && !value.matches(SHAPES.getOrDefault(name, ""))) {
            problems.add(at + name + ": expected " + EXAMPLES.get(name) + ", found " + shown(value));
        } else if (name.equals("invariant")) {
            takeInvariants(at, value);
        }
        if (fields.containsKey(name) && !name.equals("target")) {
            problems.add(at + name + " stands twice");
        }
        fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private void takeInvariants(String at, String value) {
        for (String name : names(value)) {
            if (!promises.contains(name)) {
                problems.add(
                        at + "invariant: expected one of " + String.join(" ", promises) + ", found " + shown(name));
            }
        }
    }

    private void requireFields() {
        for (String name : List.of("id", "title", "invariant", "exercise", "target")) {
            if (!fields.containsKey(name)) {
                problems.add(file + ": the header has no line '/// " + name + ": …'");
            }
        }
    }

    private String first(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    private List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static List<String> names(String value) {
        return BETWEEN_NAMES.splitAsStream(value).toList();
    }

    private static Target target(String value) {
        int hash = value.indexOf('#');
        return new Target(value.substring(0, hash), value.substring(hash + 1));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : "'" + value + "'";
    }
}
