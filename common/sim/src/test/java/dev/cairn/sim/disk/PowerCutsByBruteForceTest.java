package dev.cairn.sim.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The enumeration of whole writes and names, compared with one that takes the contract of `Disk` by its word:
/// every subset of all that is pending, applied in order to what is durable.
final class PowerCutsByBruteForceTest {
    private static final CutLimits WHOLE_WRITES = new CutLimits(8, 8, 0, false, 0, 1 << 20);
    private static final int STEPS = 9;

    /// A change that is pending, of the reference.
    private sealed interface Pending {
        /// Bytes of file `number` at `offset`.
        record Bytes(int number, int offset, String text) implements Pending {}

        /// A name for file `number`.
        record Name(String name, int number) implements Pending {}

        /// File `number` under another name.
        record Renamed(String from, String to, int number) implements Pending {}
    }

    private final SimFileSystem files = SimFileSystem.empty();
    private final List<AppendFile> handles = new ArrayList<>();
    private final Map<String, Integer> visibleNames = new TreeMap<>();
    private final Map<String, Integer> durableNames = new TreeMap<>();
    private final Map<Integer, String> durableBytes = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void all_subsets_and_nothing_else_may_survive(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Disk disk = Files.madeDirectory(files);
        for (int i = 0; i < STEPS; i++) {
            step(disk, random);
        }
        Set<Map<String, String>> found = new HashSet<>();
        PowerCuts.forEach(files.freeze(), WHOLE_WRITES, image -> found.add(textsOf(image)));

        assertThat(found).isEqualTo(everySubset());
    }

    private void step(Disk disk, SplittableRandom random) throws IOException {
        int number = handles.isEmpty() ? 0 : random.nextInt(handles.size());
        switch (random.nextInt(8)) {
            case 0, 1 -> create(disk);
            case 2, 3, 4 -> append(number);
            case 5 -> rename(disk, random.nextInt(4));
            case 6 -> sync(number);
            default -> syncDirectory(disk, random.nextInt(3));
        }
    }

    private void create(Disk disk) throws IOException {
        String name = "f" + handles.size();
        if (!visibleNames.containsKey(name) && handles.size() < 3) {
            pending.add(new Pending.Name(name, handles.size()));
            durableBytes.put(handles.size(), "");
            visibleNames.put(name, handles.size());
            handles.add(disk.create(name));
        }
    }

    private void append(int number) throws IOException {
        if (!handles.isEmpty()) {
            AppendFile file = handles.get(number);
            String text = String.valueOf((char) ('a' + file.size() / 2)).repeat(2);
            pending.add(new Pending.Bytes(number, (int) file.size(), text));
            Files.append(file, text);
        }
    }

    private void rename(Disk disk, int target) throws IOException {
        if (!visibleNames.isEmpty()) {
            String from = visibleNames.keySet().iterator().next();
            String to = "g" + target;
            disk.rename(from, to);
            Integer number = visibleNames.remove(from);
            if (number != null) {
                visibleNames.put(to, number);
                pending.add(new Pending.Renamed(from, to, number));
            }
        }
    }

    private void sync(int number) throws IOException {
        if (!handles.isEmpty()) {
            handles.get(number).sync();
            for (Pending change : List.copyOf(pending)) {
                if (change instanceof Pending.Bytes bytes && bytes.number() == number) {
                    durableBytes.merge(number, bytes.text(), String::concat);
                    pending.remove(change);
                }
            }
        }
    }

    private void syncDirectory(Disk disk, int oneInThree) throws IOException {
        if (oneInThree == 0) {
            disk.syncDirectory();
            durableNames.clear();
            durableNames.putAll(visibleNames);
            pending.removeIf(change -> !(change instanceof Pending.Bytes));
        }
    }

    private Set<Map<String, String>> everySubset() {
        Set<Map<String, String>> all = new HashSet<>();
        for (int mask = 0; mask < 1 << pending.size(); mask++) {
            Map<String, Integer> names = new TreeMap<>(durableNames);
            Map<Integer, StringBuilder> bytes = new HashMap<>();
            durableBytes.forEach((number, text) -> bytes.put(number, new StringBuilder(text)));
            for (int i = 0; i < pending.size(); i++) {
                if ((mask & 1 << i) != 0) {
                    survive(pending.get(i), names, bytes);
                }
            }
            Map<String, String> texts = new TreeMap<>();
            names.forEach((name, number) -> texts.put(
                    "d/" + name, bytes.getOrDefault(number, new StringBuilder()).toString()));
            all.add(texts);
        }
        return all;
    }

    private static void survive(Pending change, Map<String, Integer> names, Map<Integer, StringBuilder> bytes) {
        switch (change) {
            case Pending.Bytes(int number, int offset, String text) -> {
                StringBuilder file = bytes.getOrDefault(number, new StringBuilder());
                file.append("\0".repeat(Math.max(0, offset + text.length() - file.length())));
                file.replace(offset, offset + text.length(), text);
            }
            case Pending.Name(String name, int number) -> names.put(name, number);
            case Pending.Renamed(String from, String to, int number) -> {
                names.remove(from, number);
                names.put(to, number);
            }
        }
    }

    private static Map<String, String> textsOf(DiskImage image) {
        Map<String, String> texts = new TreeMap<>();
        image.files().keySet().forEach(path -> texts.put(path, image.bytes(path).toUtf8()));
        return texts;
    }
}
